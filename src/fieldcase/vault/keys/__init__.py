"""What opens a vault: slots under a passphrase, the keyring that they hold, the recovery words, signatures."""
