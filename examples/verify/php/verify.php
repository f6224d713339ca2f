<?php
// Verifies the token that a plugin's page got by Kinbox.getToken() and sent along with its request. PHP 8.1 or later; Ed25519 is in its
// extension sodium, which comes with it.

declare(strict_types=1);

// By how many seconds the inbox's clock and this machine's may differ.
const LEEWAY = 30;

final class Verifier
{
    /**
     * `$algorithm` is the one that the plugin's settings name, EdDSA or HS256. What a token says of its own algorithm decides nothing.
     *
     * @param list<string> $secrets both secrets, while one takes the other's place
     */
    public function __construct(
        private readonly string $algorithm,
        private readonly string $issuer,
        private readonly string $audience,
        private readonly string $jwks = '',
        private readonly array $secrets = [],
    ) {
        if (!in_array($algorithm, ['EdDSA', 'HS256'], true)) {
            throw new InvalidArgumentException('algorithm: EdDSA or HS256');
        }
    }

    /** The claims of a token; throws with the reason. */
    public function verify(string $token): array
    {
        $parts = explode('.', $token);
        if (count($parts) !== 3) {
            throw new RuntimeException('the token has not three parts');
        }
        [$header, $claims] = [self::json($parts[0]), self::json($parts[1])];
        if (($header['alg'] ?? null) !== $this->algorithm) {
            throw new RuntimeException("the token is not signed by {$this->algorithm}");
        }
        $said = "$parts[0].$parts[1]";
        $signature = self::bytes($parts[2]);
        $isSigned = $this->algorithm === 'EdDSA'
            ? $this->isSignedByKey((string) ($header['kid'] ?? ''), $said, $signature)
            : $this->isSignedBySecret($said, $signature);
        if (!$isSigned) {
            throw new RuntimeException('the signature is not good');
        }
        $this->check($claims);
        return $claims;
    }

    private function isSignedByKey(string $kid, string $said, string $signature): bool
    {
        // Keep the answer for some minutes, and fetch it anew for a kid that is not in it.
        $answer = file_get_contents($this->jwks);
        if ($answer === false) {
            throw new RuntimeException("no public keys at {$this->jwks}");
        }
        foreach (json_decode($answer, true, flags: JSON_THROW_ON_ERROR)['keys'] as $key) {
            if ($key['kid'] !== $kid || $key['kty'] !== 'OKP' || $key['crv'] !== 'Ed25519') {
                continue;
            }
            return strlen($signature) === SODIUM_CRYPTO_SIGN_BYTES
                && sodium_crypto_sign_verify_detached($signature, $said, self::bytes($key['x']));
        }
        return false;
    }

    private function isSignedBySecret(string $said, string $signature): bool
    {
        foreach ($this->secrets as $secret) {
            if (hash_equals(hash_hmac('sha256', $said, $secret, true), $signature)) {
                return true;
            }
        }
        return false;
    }

    /** Which inbox, for which plugin, and when. */
    private function check(array $claims): void
    {
        foreach (['iss' => $this->issuer, 'aud' => $this->audience] as $name => $expected) {
            if (($claims[$name] ?? null) !== $expected) {
                throw new RuntimeException("$name is not $expected");
            }
        }
        foreach (['iat', 'nbf', 'exp'] as $name) {
            if (!is_int($claims[$name] ?? null)) {
                throw new RuntimeException("$name is missing");
            }
        }
        [$now, $made, $end] = [time(), $claims['iat'], $claims['exp']];
        $minutes = (int) round(abs($now - $made) / 60);
        if (max($made, $claims['nbf']) > $now + LEEWAY) {
            throw new RuntimeException("clock: this machine's clock is $minutes minutes behind the inbox's: this machine says "
                . gmdate('c', $now) . ', the token was made at ' . gmdate('c', $made));
        }
        if ($end <= $now - LEEWAY) {
            throw new RuntimeException('expired: the token was good until ' . gmdate('c', $end) . ', and this machine says ' . gmdate('c', $now)
                . ". If the page got it just now, this machine's clock is $minutes minutes ahead of the inbox's: the token was made at "
                . gmdate('c', $made));
        }
    }

    private static function json(string $part): array
    {
        $value = json_decode(self::bytes($part), true);
        return is_array($value) ? $value : throw new RuntimeException('a part of the token is no JSON object');
    }

    private static function bytes(string $part): string
    {
        $bytes = base64_decode(strtr($part, '-_', '+/'), true);
        return $bytes === false ? throw new RuntimeException('a part of the token is no base64url') : $bytes;
    }
}
