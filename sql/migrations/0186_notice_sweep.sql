-- What is over goes after notice.keep_days; waiting ones have no done_ms.
ALTER TABLE notice ADD KEY by_done (done_ms);
