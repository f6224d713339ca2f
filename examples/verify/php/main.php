<?php
// Reads a token from the standard input; prints its claims, or ends with the reason why it is refused.

declare(strict_types=1);

require __DIR__ . '/verify.php';

try {
    $secrets = array_values(array_filter(explode(' ', (string) getenv('SECRETS'))));
    $verifier = new Verifier(getenv('ALGORITHM'), getenv('ISSUER'), getenv('AUDIENCE'), (string) getenv('JWKS'), $secrets);
    echo json_encode($verifier->verify(trim(stream_get_contents(STDIN)))), "\n";
} catch (Exception $problem) {
    fwrite(STDERR, $problem->getMessage() . "\n");
    exit(1);
}
