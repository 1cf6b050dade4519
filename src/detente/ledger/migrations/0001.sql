-- Ledger schema 1. Every table and column carries a comment: docs/reference/ledger.md is made of them.

CREATE TABLE meta (schema_version INTEGER NOT NULL);
COMMENT ON TABLE meta IS 'One row about the file itself.';
COMMENT ON COLUMN meta.schema_version IS 'Number of the newest migration that was applied.';

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT,
    url TEXT,
    source TEXT,
    published TEXT,
    available TIMESTAMP NOT NULL,
    known_on DATE NOT NULL,
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    coder_version TEXT NOT NULL,
    coder TEXT NOT NULL,
    text TEXT NOT NULL,
    reading TEXT NOT NULL
);
COMMENT ON TABLE documents IS 'One row a document, with the whole Reading.';
COMMENT ON COLUMN documents.id IS 'First 16 hex digits of the SHA-256 of (url or source, published, text).';
COMMENT ON COLUMN documents.title IS 'Headline, or NULL.';
COMMENT ON COLUMN documents.url IS 'Address that the text came from, or NULL.';
COMMENT ON COLUMN documents.source IS 'Outlet or author as given, or NULL.';
COMMENT ON COLUMN documents.published IS 'Date or time of publication, ISO 8601 as given, or NULL.';
COMMENT ON COLUMN documents.available IS 'When the text first reached us (UTC); coding it anew keeps it.';
COMMENT ON COLUMN documents.known_on IS 'What "as of" looks at: the date in published, in its own time zone; the UTC date of available where there is none.';
COMMENT ON COLUMN documents.language IS 'ISO 639-1 code.';
COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of the UTF-8 text.';
COMMENT ON COLUMN documents.coder_version IS 'Version of Détente that coded it.';
COMMENT ON COLUMN documents.coder IS 'All versions and model hashes as JSON; another value means that the document is coded anew.';
COMMENT ON COLUMN documents.text IS 'Title, blank line, body; all offsets count its Unicode code points.';
COMMENT ON COLUMN documents.reading IS 'The whole Reading as JSON, as `detente schema reading` describes it.';

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    root TEXT NOT NULL,
    mode TEXT,
    context TEXT[] NOT NULL,
    quad TINYINT NOT NULL,
    scale DOUBLE NOT NULL,
    status TEXT NOT NULL,
    certainty_low DOUBLE NOT NULL,
    certainty_high DOUBLE NOT NULL,
    actors TEXT[] NOT NULL,
    recipients TEXT[] NOT NULL,
    actor_codes TEXT[] NOT NULL,
    recipient_codes TEXT[] NOT NULL,
    reciprocal BOOLEAN NOT NULL,
    attribution TEXT NOT NULL,
    speaker TEXT,
    speaker_id TEXT,
    condition TEXT,
    content TEXT[] NOT NULL,
    same_as TEXT,
    time_start DATE,
    time_end DATE,
    time_precision TEXT NOT NULL,
    event_date DATE,
    date_basis TEXT NOT NULL,
    published TEXT,
    known_on DATE NOT NULL,
    place TEXT,
    place_country TEXT,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    exact TEXT NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE events IS 'One row an event; what is not here is in documents.reading.';
COMMENT ON COLUMN events.id IS '`<document id>:e<number>`.';
COMMENT ON COLUMN events.document IS 'Id of its document.';
COMMENT ON COLUMN events.sentence IS 'Index of its sentence in the document, from 0.';
COMMENT ON COLUMN events.root IS 'PLOVER 2.0 event type.';
COMMENT ON COLUMN events.mode IS 'PLOVER 2.0 mode, or NULL.';
COMMENT ON COLUMN events.context IS 'PLOVER 2.0 contexts.';
COMMENT ON COLUMN events.quad IS '1 verbal co-operation, 2 material co-operation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN events.scale IS 'PLOVER score of the mode or root, from -10 (conflict) to 10, whatever the status.';
COMMENT ON COLUMN events.status IS 'Status of the deed: actual, ongoing, planned, promised, conditional, possible, alleged, negated, denied, historical.';
COMMENT ON COLUMN events.certainty_low IS 'Lower end of the probability that the text gives the deed.';
COMMENT ON COLUMN events.certainty_high IS 'Upper end of the probability that the text gives the deed.';
COMMENT ON COLUMN events.actors IS 'Who acts: one id each, the organisation where there is one, else the code; in order of mention.';
COMMENT ON COLUMN events.recipients IS 'Who is acted upon, as in actors; may be empty.';
COMMENT ON COLUMN events.actor_codes IS 'Codes of those who act; a group that is no organisation gives the codes of its members.';
COMMENT ON COLUMN events.recipient_codes IS 'Codes of those acted upon, as in actor_codes.';
COMMENT ON COLUMN events.reciprocal IS 'True where all parties act on each other, as in a meeting.';
COMMENT ON COLUMN events.attribution IS 'Who says so: author, named, titled, anonymous, document, outlet.';
COMMENT ON COLUMN events.speaker IS 'Name of the speaker, or NULL.';
COMMENT ON COLUMN events.speaker_id IS 'Organisation or code of the speaker, or NULL.';
COMMENT ON COLUMN events.condition IS 'Words of the condition that the deed hangs on, or NULL.';
COMMENT ON COLUMN events.content IS 'Ids of the events that an accusation, threat, demand, promise or refusal is about.';
COMMENT ON COLUMN events.same_as IS 'Id of the earlier record of the same happening, or NULL; count only rows with NULL.';
COMMENT ON COLUMN events.time_start IS 'First day of when it happens, as the text says, or NULL.';
COMMENT ON COLUMN events.time_end IS 'Last day of when it happens, as the text says, or NULL.';
COMMENT ON COLUMN events.time_precision IS 'day, week, month, year, season, unknown.';
COMMENT ON COLUMN events.event_date IS 'The one date to plot: time_start, else the date of publication, else NULL.';
COMMENT ON COLUMN events.date_basis IS 'Where event_date comes from: text, published, unknown.';
COMMENT ON COLUMN events.published IS 'As in documents.';
COMMENT ON COLUMN events.known_on IS 'As in documents.';
COMMENT ON COLUMN events.place IS 'Name of the place, or NULL.';
COMMENT ON COLUMN events.place_country IS 'Code of the country of the place, or NULL.';
COMMENT ON COLUMN events.anchor_start IS 'Offset of the first code point of the words it rests on.';
COMMENT ON COLUMN events.anchor_end IS 'Offset after the last.';
COMMENT ON COLUMN events.exact IS 'The words themselves.';
COMMENT ON COLUMN events.confidence IS 'How sure the coder is of the row, 0 to 1.';

CREATE TABLE predictions (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    predictor_kind TEXT NOT NULL,
    predictor TEXT,
    predictor_id TEXT,
    claim TEXT NOT NULL,
    subject TEXT[] NOT NULL,
    outcome TEXT NOT NULL,
    polarity TEXT NOT NULL,
    low DOUBLE NOT NULL,
    mid DOUBLE NOT NULL,
    high DOUBLE NOT NULL,
    horizon_start DATE,
    horizon_end DATE,
    condition TEXT,
    known_on DATE NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    exact TEXT NOT NULL
);
COMMENT ON TABLE predictions IS 'One row a forecast made in a document.';
COMMENT ON COLUMN predictions.id IS '`<document id>:p<number>`.';
COMMENT ON COLUMN predictions.document IS 'Id of its document.';
COMMENT ON COLUMN predictions.predictor_kind IS 'author, named, titled, anonymous, document, outlet.';
COMMENT ON COLUMN predictions.predictor IS 'Name of the speaker, or NULL.';
COMMENT ON COLUMN predictions.predictor_id IS 'Organisation or code of the speaker, or NULL.';
COMMENT ON COLUMN predictions.claim IS 'The forecast in the words of the text.';
COMMENT ON COLUMN predictions.subject IS 'Ids of those it is about.';
COMMENT ON COLUMN predictions.outcome IS 'What may happen: war, limited-force, escalation, abatement, agreement and so on.';
COMMENT ON COLUMN predictions.polarity IS 'will or will not.';
COMMENT ON COLUMN predictions.low IS 'Lower end of the probability of the outcome, after polarity.';
COMMENT ON COLUMN predictions.mid IS 'Probability of the outcome, after polarity.';
COMMENT ON COLUMN predictions.high IS 'Upper end of the probability of the outcome, after polarity.';
COMMENT ON COLUMN predictions.horizon_start IS 'First day that it is about, or NULL.';
COMMENT ON COLUMN predictions.horizon_end IS 'Last day that it is about, or NULL.';
COMMENT ON COLUMN predictions.condition IS 'Words of the condition that it hangs on, or NULL.';
COMMENT ON COLUMN predictions.known_on IS 'As in documents.';
COMMENT ON COLUMN predictions.anchor_start IS 'Offset of the first code point of the words it rests on.';
COMMENT ON COLUMN predictions.anchor_end IS 'Offset after the last.';
COMMENT ON COLUMN predictions.exact IS 'The words themselves.';

CREATE TABLE agenda (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    actors TEXT[] NOT NULL,
    status TEXT NOT NULL,
    time_start DATE,
    time_end DATE,
    after_items TEXT[] NOT NULL,
    treaty TEXT,
    condition TEXT,
    known_on DATE NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    exact TEXT NOT NULL
);
COMMENT ON TABLE agenda IS 'One row a thing that is due: a meeting, reply, deadline, vote.';
COMMENT ON COLUMN agenda.id IS '`<document id>:a<number>`.';
COMMENT ON COLUMN agenda.document IS 'Id of its document.';
COMMENT ON COLUMN agenda.what IS 'What is due, in words.';
COMMENT ON COLUMN agenda.kind IS 'meeting, summit, reply, deadline, vote, deployment, visit, other.';
COMMENT ON COLUMN agenda.actors IS 'Ids of those who take part.';
COMMENT ON COLUMN agenda.status IS 'scheduled, agreed, possible, conditional.';
COMMENT ON COLUMN agenda.time_start IS 'First day, or NULL.';
COMMENT ON COLUMN agenda.time_end IS 'Last day, or NULL.';
COMMENT ON COLUMN agenda.after_items IS 'Ids of the items that come first.';
COMMENT ON COLUMN agenda.treaty IS 'Treaty that it concerns, or NULL.';
COMMENT ON COLUMN agenda.condition IS 'Words of the condition that it hangs on, or NULL.';
COMMENT ON COLUMN agenda.known_on IS 'As in documents.';
COMMENT ON COLUMN agenda.anchor_start IS 'Offset of the first code point of the words it rests on.';
COMMENT ON COLUMN agenda.anchor_end IS 'Offset after the last.';
COMMENT ON COLUMN agenda.exact IS 'The words themselves.';

CREATE TABLE demands (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    demanded_by TEXT[] NOT NULL,
    demanded_of TEXT[] NOT NULL,
    what TEXT NOT NULL,
    status TEXT NOT NULL,
    answers TEXT[] NOT NULL,
    known_on DATE NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    exact TEXT NOT NULL
);
COMMENT ON TABLE demands IS 'One row a demand.';
COMMENT ON COLUMN demands.id IS '`<document id>:d<number>`.';
COMMENT ON COLUMN demands.document IS 'Id of its document.';
COMMENT ON COLUMN demands.demanded_by IS 'Ids of those who ask.';
COMMENT ON COLUMN demands.demanded_of IS 'Ids of those who are asked.';
COMMENT ON COLUMN demands.what IS 'What is asked, in words.';
COMMENT ON COLUMN demands.status IS 'open, answer-due, accepted, rejected, partly.';
COMMENT ON COLUMN demands.answers IS 'Ids of the events that answer it.';
COMMENT ON COLUMN demands.known_on IS 'As in documents.';
COMMENT ON COLUMN demands.anchor_start IS 'Offset of the first code point of the words it rests on.';
COMMENT ON COLUMN demands.anchor_end IS 'Offset after the last.';
COMMENT ON COLUMN demands.exact IS 'The words themselves.';

CREATE TABLE signals (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    dyad_first TEXT NOT NULL,
    dyad_second TEXT NOT NULL,
    scenario TEXT,
    events TEXT[] NOT NULL,
    explanation TEXT NOT NULL,
    log_odds DOUBLE NOT NULL,
    log_odds_low DOUBLE NOT NULL,
    log_odds_high DOUBLE NOT NULL,
    basis TEXT NOT NULL,
    outcome TEXT NOT NULL,
    horizon_days INTEGER NOT NULL,
    known_on DATE NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    exact TEXT NOT NULL
);
COMMENT ON TABLE signals IS 'One row a sign of escalation or abatement.';
COMMENT ON COLUMN signals.id IS '`<document id>:s<number>`.';
COMMENT ON COLUMN signals.document IS 'Id of its document.';
COMMENT ON COLUMN signals.kind IS 'threat, demand, talks-held, concession, alliance-split and so on.';
COMMENT ON COLUMN signals.direction IS 'escalation, abatement, ambiguous.';
COMMENT ON COLUMN signals.dyad_first IS 'Id of one side; the two are in alphabetical order.';
COMMENT ON COLUMN signals.dyad_second IS 'Id of the other side.';
COMMENT ON COLUMN signals.scenario IS 'Outcome that it concerns, or NULL.';
COMMENT ON COLUMN signals.events IS 'Ids of the events that it rests on.';
COMMENT ON COLUMN signals.explanation IS 'Why it is a sign, in words.';
COMMENT ON COLUMN signals.log_odds IS 'Its weight in natural log-odds; positive means escalation.';
COMMENT ON COLUMN signals.log_odds_low IS 'Lower end of the interval of the weight.';
COMMENT ON COLUMN signals.log_odds_high IS 'Upper end of the interval of the weight.';
COMMENT ON COLUMN signals.basis IS 'learned or assumed.';
COMMENT ON COLUMN signals.outcome IS 'Outcome that the weight speaks of.';
COMMENT ON COLUMN signals.horizon_days IS 'Days ahead that the weight speaks of.';
COMMENT ON COLUMN signals.known_on IS 'As in documents.';
COMMENT ON COLUMN signals.anchor_start IS 'Offset of the first code point of the words it rests on.';
COMMENT ON COLUMN signals.anchor_end IS 'Offset after the last.';
COMMENT ON COLUMN signals.exact IS 'The words themselves.';
