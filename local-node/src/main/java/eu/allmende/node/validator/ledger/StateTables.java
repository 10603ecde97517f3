package eu.allmende.node.validator.ledger;

import java.util.List;

/// The tables of the state: what each accepted entry leaves behind.
final class StateTables {
    static final List<String> MADE_BY =
            List.of(
                    // One row: how far Ratis' log was applied, the newest ledger time.
                    "CREATE TABLE IF NOT EXISTS applied(one INTEGER PRIMARY KEY CHECK (one = 1),"
                            + " term INTEGER NOT NULL, place INTEGER NOT NULL,"
                            + " time INTEGER NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS known(entry BLOB PRIMARY KEY,"
                            + " place INTEGER NOT NULL, time INTEGER NOT NULL) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS subject(id INTEGER PRIMARY KEY,"
                            + " name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL,"
                            + " chain BLOB NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS filed(subject INTEGER, number INTEGER,"
                            + " place INTEGER NOT NULL, chain BLOB NOT NULL, PRIMARY KEY(subject, number)) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS account(id BLOB PRIMARY KEY) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS device(id BLOB PRIMARY KEY,"
                            + " account BLOB NOT NULL, ended INTEGER NOT NULL) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS folder(id BLOB PRIMARY KEY, owner BLOB NOT NULL,"
                            + " fence BLOB NOT NULL, head INTEGER NOT NULL,"
                            + " epoch INTEGER NOT NULL, snapshot INTEGER)",
                    "CREATE TABLE IF NOT EXISTS wrap(folder BLOB, epoch INTEGER, recipient BLOB,"
                            + " PRIMARY KEY(folder, epoch, recipient)) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS pack(folder BLOB, root BLOB,"
                            + " code INTEGER NOT NULL, needed INTEGER NOT NULL,"
                            + " wanted INTEGER NOT NULL, length INTEGER NOT NULL,"
                            + " holders BLOB NOT NULL, receipts BLOB NOT NULL,"
                            + " use TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY(folder, root)) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS retention(number INTEGER PRIMARY KEY,"
                            + " folder BLOB NOT NULL, stay INTEGER NOT NULL,"
                            + " since INTEGER NOT NULL)",
                    "CREATE INDEX IF NOT EXISTS retention_of ON retention(folder)",
                    "CREATE TABLE IF NOT EXISTS node(number INTEGER PRIMARY KEY,"
                            + " id BLOB NOT NULL UNIQUE, operator BLOB NOT NULL,"
                            + " attributes BLOB NOT NULL, ended INTEGER NOT NULL)");

    private StateTables() {}
}
