package io.confab.chatup.seeker;

import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.directory.BlockRow;
import io.confab.testkit.Driver;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static final Optional<BlockRow> NO_ROW = Optional.empty();

    @Test
    void what_is_said_holds_until_something_later_is_said() {
        var block = Block.NONE.said(3, true);

        assertThat(block.active()).isTrue();
        assertThat(block.said(2, false)).isEqualTo(block);
        assertThat(block.said(3, false)).isEqualTo(block);
        assertThat(block.said(4, false).active()).isFalse();
        assertThat(block.said(4, false).said(3, true).active()).isFalse();
    }

    @Test
    void what_the_directory_tells_mends_what_was_never_said() {
        assertThat(Block.NONE.told(row(1)).active()).isTrue();
        assertThat(Block.NONE.said(1, true).told(row(1)).told(NO_ROW).active()).isFalse();
        assertThat(Block.NONE.said(2, false).told(row(3)).active()).isTrue();
    }

    @Test
    void what_the_directory_tells_late_changes_nothing() {
        var again = Block.NONE.said(1, true).said(2, false).said(3, true);

        assertThat(again.told(row(1)).active()).isTrue();
        assertThat(again.told(row(1)).told(NO_ROW).active()).isTrue();
        assertThat(again.told(row(1)).told(NO_ROW).told(row(3)).told(NO_ROW).active())
                .isFalse();
        assertThat(Block.NONE.said(1, true).said(2, false).told(row(1)).active())
                .isFalse();
    }

    @Test
    void a_row_that_is_gone_is_one_change_later_than_the_row_however_often_that_is_told() {
        var lifted = Block.NONE.told(row(1)).told(NO_ROW);

        assertThat(lifted).isEqualTo(new Block(2, false, true));
        assertThat(lifted.told(NO_ROW)).isEqualTo(lifted);
        assertThat(lifted.said(2, false)).isEqualTo(lifted);
        assertThat(lifted.said(3, true).active()).isTrue();
        assertThat(Block.NONE.told(NO_ROW)).isEqualTo(Block.NONE);
    }

    private static Optional<BlockRow> row(long version) {
        return Optional.of(new BlockRow(ANN.id(), BEN.id(), version, Driver.START));
    }
}
