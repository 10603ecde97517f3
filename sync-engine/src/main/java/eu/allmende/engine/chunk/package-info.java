/// Files are cut where their content says so, so that an insertion moves few cut points.
///
/// | word       | meaning                                                     | unit                  |
/// |------------|-------------------------------------------------------------|-----------------------|
/// | chunk      | a stretch of a file between two cut points                  | 256 KiB – 4 MiB, 1 MiB on average |
/// | gear table | 256 random numbers that decide where cuts fall; secret, per folder | 8 bytes each   |
/// | chunk id   | HMAC-SHA-256 of the chunk under the folder's naming key     | 32 bytes              |
///
/// Takes bytes, gives chunks with their ids. A file of at most 256 KiB is one chunk. Source: Xia et
/// al., "FastCDC: a fast and efficient content-defined chunking approach", USENIX ATC 2016, with
/// normalised chunking of level 2.
@NullMarked
package eu.allmende.engine.chunk;

import org.jspecify.annotations.NullMarked;
