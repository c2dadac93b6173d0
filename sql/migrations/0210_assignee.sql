-- Who of those in whose hands a ticket lies has it (domain/hands.h); 0: nobody.
ALTER TABLE ticket
	ADD COLUMN assignee INT UNSIGNED NOT NULL DEFAULT 0 AFTER unit,
	DROP KEY by_province_due, ADD KEY by_province_due (province, state, due_ms, id, region, kind, source, item, unit, card, assignee),
	DROP KEY by_unit_due, ADD KEY by_unit_due (unit, state, due_ms, id, region, kind, source, item, card, assignee),
	DROP KEY by_state_due, ADD KEY by_state_due (state, due_ms, id, province, region, kind, source, item, unit, card, assignee),
	DROP KEY by_item_due, ADD KEY by_item_due (item, state, due_ms, id, region, kind, source, unit, card, assignee),
	ADD KEY by_assignee (assignee, state, due_ms, id, region, kind, source, item, unit, card);
-- The people of a unit, or of a province's centre (unit '').
ALTER TABLE staff ADD KEY by_unit (unit, province, active);
