package io.fourinsight.camel.sandbox.reservoir;

/** Samples whose values are text, a number only where the text reads as one. */
final class TextSamples implements Samples {

    private final long[] timestamps;
    private final String[] texts;

    TextSamples(long[] timestamps, String[] texts) {
        this.timestamps = timestamps.clone();
        this.texts = texts.clone();
    }

    @Override
    public int size() {
        return timestamps.length;
    }

    @Override
    public long timestamp(int index) {
        return timestamps[index];
    }

    @Override
    public double number(int index) {
        try {
            return Double.parseDouble(texts[index]);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public String text(int index) {
        return texts[index];
    }
}
