// A secret of the application itself, encrypted.
MATCH (secret:Secret {name: $name})
RETURN secret.encrypted AS encrypted
