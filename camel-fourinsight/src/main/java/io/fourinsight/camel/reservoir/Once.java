package io.fourinsight.camel.reservoir;

/** Something that can be used up only once. */
final class Once<T> {

    private T value;

    Once(T value) {
        this.value = value;
    }

    /** @throws IllegalStateException if it was taken before */
    T take() {
        if (value == null) {
            throw new IllegalStateException("The samples can be read only once");
        }
        T taken = value;
        value = null;
        return taken;
    }
}
