"""How the window looks: tokens, stylesheet, fonts and icons. Nothing else in the window knows a colour or a size."""
