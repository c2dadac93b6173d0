-- Matters with a card are few: whoever hangs the wall finds them at once.
ALTER TABLE ticket ADD KEY by_card (card, province);
