"""Ways on which sealed packages and files travel: untrusted stores of one layout. `route.py` is what each must do."""
