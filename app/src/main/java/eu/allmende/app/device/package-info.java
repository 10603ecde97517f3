/// This computer as a device of an account: its keys on the disk, its way to the commons, and the
/// desk behind which its engine works.
///
/// | word       | meaning                                                                      |
/// |------------|------------------------------------------------------------------------------|
/// | membership | becoming a device: by a new account, by 24 words, by a code                  |
/// | link       | the verified ledger and the way to nodes, under one key                      |
///
/// In a home: `device` (the keys, mode 0600, see `DeviceFile`), `commons.json`, `head` (the last
/// head believed), `folders/` (databases), `lock`, `control`, `log/`.
@NullMarked
package eu.allmende.app.device;

import org.jspecify.annotations.NullMarked;
