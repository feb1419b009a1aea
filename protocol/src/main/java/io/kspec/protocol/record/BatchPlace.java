package io.kspec.protocol.record;

/**
 * Where a batch lies in its records field.
 *
 * @param index how many batches precede it
 * @param position its first byte
 */
record BatchPlace(int index, int position) {
    static final BatchPlace ALONE = new BatchPlace(0, 0);

    String path() {
        return "Batches[" + index + "]";
    }
}
