// What the programs in Node share: what their test starts them with, and how they speak with it. A program prints a line for each
// address to which it sends a browser and reads the one to which the browser comes back; its last line is what it found.
import { createInterface } from "node:readline";

export const { ORIGIN, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, CONTACT } = process.env;

const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();

/** Sends the browser there; where it comes back to. */
export async function visit(url) {
  console.log(JSON.stringify({ visit: String(url) }));
  return new URL((await lines.next()).value);
}

/** What the library throws. */
export async function thrown(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** Says what was found. */
export function done(found) {
  console.log(JSON.stringify({ done: found }));
  input.close();
}
