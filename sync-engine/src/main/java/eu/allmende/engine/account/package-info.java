/// Accounts, devices, and which folders they have.
///
/// | word       | meaning                                                             |
/// |------------|---------------------------------------------------------------------|
/// | account    | a root key behind 24 words                                          |
/// | device     | one computer's keys; they lie in a file that only its owner may read |
/// | label key  | the account's secret under which names of devices and folders are sealed |
/// | invite     | a code by which a second device joins: 128 random bits, ten minutes, once |
///
/// A device believes another to belong to its account only along signatures: the account's key, or
/// a device added before.
@NullMarked
package eu.allmende.engine.account;

import org.jspecify.annotations.NullMarked;
