//! The program `encaixe`.

use std::process::ExitCode;

fn main() -> ExitCode {
    encaixe_server::cli::main()
}
