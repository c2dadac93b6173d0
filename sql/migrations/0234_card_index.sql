-- Matters with a card are few, and the wall counts them by place and unit: without a row of theirs.
ALTER TABLE ticket DROP KEY by_card, ADD KEY by_card (card, region, unit);
