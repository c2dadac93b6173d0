-- Words in a queue are looked for among what was filed since the first ticket that is still open.
ALTER TABLE ticket ADD KEY by_open (province, state, id);
