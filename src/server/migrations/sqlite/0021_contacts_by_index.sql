-- Contacts are found by the index of their conversations, no longer by a text of their own that had to be walked. The column
-- stays, empty, for a server of the version before that still runs on the folder: it writes it with each new contact.
UPDATE contact SET folded = NULL WHERE folded IS NOT NULL;

-- Which conversations a contact has, without a look at their rows.
DROP INDEX conversation_by_contact;
CREATE INDEX conversation_by_contact ON conversation (contact_id, number);

-- Domains in a script of their own are looked for in both ways from now on.
INSERT OR IGNORE INTO unindexed (number)
SELECT c.number FROM contact p JOIN conversation c ON c.contact_id = p.id WHERE p.email LIKE '%xn--%';

-- Those of whom somebody said that they are not this one.
CREATE INDEX contact_apart_by_other ON contact_apart (other_id);
