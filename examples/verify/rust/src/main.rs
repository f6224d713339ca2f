//! Reads a token from the standard input; prints its claims, or ends with the reason why it is refused.

mod verify;

use std::env;
use std::io::{self, Read as _};
use std::process::ExitCode;

use verify::{Keys, Verifier};

fn main() -> ExitCode {
    match run() {
        Ok(claims) => {
            println!("{claims}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let of = |name: &str| env::var(name).map_err(|_| format!("{name} is not set"));
    // The text of the JWK set; a server fetches it with the client that it has, keeps it for some minutes, and fetches it anew for a key
    // that is not in it.
    let keys = match of("ALGORITHM")?.as_str() {
        "EdDSA" => Keys::ed_dsa(&of("JWKS")?)?,
        "HS256" => Keys::Hs256(of("SECRETS")?.split(' ').map(str::to_owned).collect()),
        _ => return Err("ALGORITHM: EdDSA or HS256".to_owned()),
    };
    let verifier = Verifier {
        keys,
        issuer: of("ISSUER")?,
        audience: of("AUDIENCE")?,
    };
    let mut token = String::new();
    let read = io::stdin().read_to_string(&mut token);
    read.map_err(|error| error.to_string())?;
    let claims = verifier.verify(token.trim())?;
    serde_json::to_string(&claims).map_err(|error| error.to_string())
}
