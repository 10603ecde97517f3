/// The erasure code: k pieces become n, and any k of the n give all of them again.
///
/// | word      | meaning                                                        | limit      |
/// |-----------|----------------------------------------------------------------|------------|
/// | data      | the first k pieces: the pack itself, cut in k equal stretches  | k ≥ 1      |
/// | parity    | the other n−k pieces                                           | n ≤ 255    |
/// | systematic| data pieces are the pack's own bytes, so reading needs no math |            |
///
/// Reed–Solomon over GF(2⁸) with the polynomial 0x11D. The matrix is a Vandermonde matrix made
/// systematic, as in Backblaze's JavaReedSolomon and klauspost/reedsolomon, and gives their bytes.
/// Source: Plank, "A tutorial on Reed–Solomon coding for fault-tolerance in RAID-like systems",
/// with the 2003 correction; Plank et al., "Screaming fast Galois field arithmetic using SIMD".
///
/// Pure arithmetic on the caller's arrays; allocates nothing per byte.
@NullMarked
package eu.allmende.protocol.erasure;

import org.jspecify.annotations.NullMarked;
