package io.kspec.protocol.record;

/**
 * The position of a batch in its records field.
 *
 * @param index the number of batches before it
 * @param position its first byte
 */
record BatchPlace(int index, int position) {
    static final BatchPlace ALONE = new BatchPlace(0, 0);

    String path() {
        return "Batches[" + index + "]";
    }
}
