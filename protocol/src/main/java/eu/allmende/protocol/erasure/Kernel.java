package eu.allmende.protocol.erasure;

/// The inner loop: adds a multiple of one input stretch to one or two output stretches.
///
/// Two kernels exist and give the same bytes: one with vectors, one without.
interface Kernel {
    /// For each i in the stretch: `first[i] (+)= a·input[i]` and `second[i] (+)= b·input[i]`.
    void two(byte[] input, Stretch stretch, Output first, Output second);

    /// For each i in the stretch: `output[i] (+)= a·input[i]`.
    void one(byte[] input, Stretch stretch, Output output);

    /// The bytes `[from, to)` of every array; with `fresh`, outputs are overwritten, not added to.
    record Stretch(int from, int to, boolean fresh) {}

    /// An output array and the tables of the factor that the input is multiplied with.
    @SuppressWarnings("ArrayRecordComponent") // outputs are written, never compared
    record Output(byte[] bytes, Factor factor) {}
}
