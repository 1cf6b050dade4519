-- Ledger schema 2: events that other systems coded, the files that they came from, rejected rows.

CREATE TABLE loads (
    id TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    columns TEXT[] NOT NULL,
    separator TEXT NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    rows BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    corrected BIGINT NOT NULL,
    rejected BIGINT NOT NULL
);
COMMENT ON TABLE loads IS 'One row a file (or member of a zip) of foreign events that was loaded.';
COMMENT ON COLUMN loads.id IS 'First 16 hex digits of sha256, a colon, the format.';
COMMENT ON COLUMN loads.file IS 'Name of the file, without its folder.';
COMMENT ON COLUMN loads.sha256 IS 'SHA-256 of the bytes as unpacked.';
COMMENT ON COLUMN loads.format IS 'One of `detente load --format`: icews, polecat, gdelt2 and so on.';
COMMENT ON COLUMN loads.columns IS 'Names of the cells of records.original, in order.';
COMMENT ON COLUMN loads.separator IS 'What stands between the cells of records.original.';
COMMENT ON COLUMN loads.loaded_at IS 'When it was loaded (UTC).';
COMMENT ON COLUMN loads.rows IS 'Rows in the file, header and empty lines apart.';
COMMENT ON COLUMN loads.inserted IS 'Rows that were new.';
COMMENT ON COLUMN loads.corrected IS 'Rows whose id was there with other content, which they replaced.';
COMMENT ON COLUMN loads.rejected IS 'Rows that could not be read; they are in load_rejects.';

CREATE TABLE load_rejects (
    load TEXT NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    original TEXT NOT NULL
);
COMMENT ON TABLE load_rejects IS 'One row a line that could not be loaded.';
COMMENT ON COLUMN load_rejects.load IS 'Id in loads.';
COMMENT ON COLUMN load_rejects.line IS 'Row of the file, from 1, header and empty lines apart.';
COMMENT ON COLUMN load_rejects.reason IS 'What is wrong with it.';
COMMENT ON COLUMN load_rejects.original IS 'The row as given.';

CREATE TABLE records (
    format TEXT NOT NULL,
    source_id TEXT NOT NULL,
    event_date DATE NOT NULL,
    date_precision TEXT NOT NULL,
    known_on DATE NOT NULL,
    actor_name TEXT,
    actor_code TEXT,
    actor_sectors TEXT[] NOT NULL,
    recipient_name TEXT,
    recipient_code TEXT,
    recipient_sectors TEXT[] NOT NULL,
    cameo TEXT,
    root TEXT,
    mode TEXT,
    context TEXT[] NOT NULL,
    quad_given TEXT,
    score_given DOUBLE,
    place TEXT,
    place_country TEXT,
    latitude DOUBLE,
    longitude DOUBLE,
    text TEXT,
    url TEXT,
    publisher TEXT,
    reports BIGINT,
    deaths_low BIGINT,
    deaths BIGINT,
    deaths_high BIGINT,
    load TEXT NOT NULL,
    line BIGINT NOT NULL,
    original TEXT NOT NULL
);
COMMENT ON TABLE records IS 'One row an event that another system coded, with the row as given.';
COMMENT ON COLUMN records.format IS 'Format that it came in, as in loads.';
COMMENT ON COLUMN records.source_id IS 'Its key in that format; ICEWS: Event ID and Event Date.';
COMMENT ON COLUMN records.event_date IS 'Day of the event; the first day of the year where only that is given.';
COMMENT ON COLUMN records.date_precision IS 'day, month or year.';
COMMENT ON COLUMN records.known_on IS 'Day from which it may be known: of entry or publication where given, else event_date.';
COMMENT ON COLUMN records.actor_name IS 'Who acts, as given.';
COMMENT ON COLUMN records.actor_code IS 'Alpha-3 code of the state of who acts, NULL where there is none or it is unknown.';
COMMENT ON COLUMN records.actor_sectors IS 'Sectors or roles of who acts, as given.';
COMMENT ON COLUMN records.recipient_name IS 'Who is acted upon, as given; ACLED''s second actor implies no direction.';
COMMENT ON COLUMN records.recipient_code IS 'As actor_code.';
COMMENT ON COLUMN records.recipient_sectors IS 'As actor_sectors.';
COMMENT ON COLUMN records.cameo IS 'CAMEO code as given, text with its leading zero.';
COMMENT ON COLUMN records.root IS 'PLOVER 2.0 root: as given, or by the crosswalk from cameo; NULL where nothing fits.';
COMMENT ON COLUMN records.mode IS 'PLOVER 2.0 mode, as root.';
COMMENT ON COLUMN records.context IS 'PLOVER 2.0 contexts, as root.';
COMMENT ON COLUMN records.quad_given IS 'Quad or penta class as given, never computed.';
COMMENT ON COLUMN records.score_given IS 'Goldstein, intensity or PLOVER score as given, never computed.';
COMMENT ON COLUMN records.place IS 'Place name as given.';
COMMENT ON COLUMN records.place_country IS 'Country of the place as given; GDELT writes FIPS codes here.';
COMMENT ON COLUMN records.latitude IS 'Degrees north, NULL where absent or out of range.';
COMMENT ON COLUMN records.longitude IS 'Degrees east, NULL where absent or out of range.';
COMMENT ON COLUMN records.text IS 'Words about the event as given, such as a label, headline or note.';
COMMENT ON COLUMN records.url IS 'Address of a report, or NULL.';
COMMENT ON COLUMN records.publisher IS 'Who reported it, as given.';
COMMENT ON COLUMN records.reports IS 'Number of articles or mentions as given.';
COMMENT ON COLUMN records.deaths_low IS 'Lowest estimate of deaths, as given.';
COMMENT ON COLUMN records.deaths IS 'Best estimate of deaths, as given.';
COMMENT ON COLUMN records.deaths_high IS 'Highest estimate of deaths, as given.';
COMMENT ON COLUMN records.load IS 'Id in loads of the file that it came from last.';
COMMENT ON COLUMN records.line IS 'Row of that file, from 1.';
COMMENT ON COLUMN records.original IS 'The row as given; loads says what separates its cells and names them.';
