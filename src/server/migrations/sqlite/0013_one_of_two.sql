-- Pairs of contacts of whom an agent said that they are not the same person; the first id is the lesser one.
CREATE TABLE contact_apart (
    one_id   TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    PRIMARY KEY (one_id, other_id)
);

-- What a contact is found by in the list of contacts, folded by the program; NULL until then.
ALTER TABLE contact ADD COLUMN folded TEXT;
