-- From where a session was begun, for whoever has to tell a stranger's from one's own.
ALTER TABLE session ADD address VARBINARY(45) NOT NULL DEFAULT '', ADD browser VARBINARY(200) NOT NULL DEFAULT '';
