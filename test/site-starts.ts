/** Local sites in tests start at this moment, unless another one is set: see `local/clock.ts`. */
process.env['GUESTLIST_SITE_STARTS'] ??= '2026-12-01T10:00:00Z';
