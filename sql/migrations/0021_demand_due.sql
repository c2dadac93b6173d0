-- Open demands of the whole nation, by what is due next.
ALTER TABLE demand ADD KEY by_due (outcome, due_ms);
