package io.fourinsight.camel.options;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of consumers of a collection. */
@UriParams
public abstract class ChangesConfiguration extends PollConfiguration {

    @UriParam(
            label = "consumer",
            description =
                    "The property that shows when an item of a collection has changed, such as Modified; its values are times,"
                            + " dates or integers that never go back. Required when a collection is polled.")
    private @Nullable String cursorProperty;

    @UriParam(
            label = "consumer",
            defaultValue = "item",
            enums = "item,page,list",
            description =
                    "How many changed items of a collection an exchange has: one, those of one answer of the service, or all"
                            + " that a poll has found, which are in memory then.")
    private Emit emit = Emit.ITEM;

    public @Nullable String getCursorProperty() {
        return cursorProperty;
    }

    public void setCursorProperty(@Nullable String cursorProperty) {
        this.cursorProperty = cursorProperty;
    }

    public Emit getEmit() {
        return emit;
    }

    public void setEmit(Emit emit) {
        this.emit = emit;
    }
}
