/* What is told to the module in Rust, as `Told` in `src/values.rs` has it. */

export const WELCOME = 0;
export const CLOSED = 1;
export const CALL = 2;
export const REPLY = 3;
export const TIMEOUT = 4;
export const ABORT = 5;
export const ON = 6;
export const OFF = 7;
export const EVENT = 8;
export const LATE = 9;
export const FALLBACK = 10;
export const FIRST = 11;
export const ANSWER = 12;
export const RESIZED = 13;
export const MEASURE = 14;
