-- Who looked at who a person is, who asked to, and who agreed: acts of staff about a ticket.

-- row: reveal_row: id u64, at_ms i64, login str, name str, role u32, unit str, act str, number str, region u32, confidential u32, reason str

-- The newest first, behind the last row shown.
-- name: reveals
-- may: admin audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, any_login str, login str, any_number str, number str, before_ms i64, same_ms i64, before_id u64, most u32
-- out: @reveal_row
SELECT a.id, a.at_ms, s.login, s.name, s.role, s.unit, a.act, a.object, t.region, t.confidential, a.detail
FROM staff_act a JOIN staff s ON s.id = a.staff_id JOIN ticket t ON t.number = a.object
WHERE a.act IN ('revealed', 'reveal_asked', 'reveal_agreed', 'reveal_refused') AND a.at_ms >= ? AND a.at_ms < ? AND t.region BETWEEN ? AND ?
AND (? = '' OR s.login = ?) AND (? = '' OR a.object = ?) AND (a.at_ms < ? OR (a.at_ms = ? AND a.id < ?))
ORDER BY a.at_ms DESC, a.id DESC LIMIT ?;

-- Per person: looks, different tickets, confidential ones, requests, agreements. Who looked most comes first.
-- name: reveals_by_person
-- may: admin audit
-- in: from_ms i64, until_ms i64, region_from u32, region_until u32, most u32
-- out: login str, name str, role u32, looks u64, tickets u64, confidential u64, asked u64, agreed u64
SELECT s.login, s.name, s.role, CAST(SUM(a.act = 'revealed') AS UNSIGNED), COUNT(DISTINCT IF(a.act = 'revealed', a.object, NULL)),
	CAST(SUM(a.act = 'revealed' AND t.confidential <> 0) AS UNSIGNED), CAST(SUM(a.act = 'reveal_asked') AS UNSIGNED), CAST(SUM(a.act = 'reveal_agreed') AS UNSIGNED)
FROM staff_act a JOIN staff s ON s.id = a.staff_id JOIN ticket t ON t.number = a.object
WHERE a.act IN ('revealed', 'reveal_asked', 'reveal_agreed', 'reveal_refused') AND a.at_ms >= ? AND a.at_ms < ? AND t.region BETWEEN ? AND ?
GROUP BY s.id, s.login, s.name, s.role ORDER BY 4 DESC, 7 DESC, 8 DESC, s.id LIMIT ?;
