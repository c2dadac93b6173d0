-- The trail of acts is read by person and by whom or what it was done to, the newest first.
ALTER TABLE staff_act ADD KEY by_person (staff_id, at_ms, id), ADD KEY by_object (object, at_ms, id);
