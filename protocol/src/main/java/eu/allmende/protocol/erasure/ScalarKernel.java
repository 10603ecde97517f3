package eu.allmende.protocol.erasure;

/// One byte at a time, through a table of 256 products.
final class ScalarKernel implements Kernel {
    @Override
    public void two(byte[] input, Stretch stretch, Output first, Output second) {
        one(input, stretch, first);
        one(input, stretch, second);
    }

    @Override
    public void one(byte[] input, Stretch stretch, Output output) {
        byte[] products = output.factor().whole();
        byte[] bytes = output.bytes();
        if (stretch.fresh()) {
            for (int i = stretch.from(); i < stretch.to(); i++) {
                bytes[i] = products[input[i] & 255];
            }
        } else {
            for (int i = stretch.from(); i < stretch.to(); i++) {
                bytes[i] ^= products[input[i] & 255];
            }
        }
    }
}
