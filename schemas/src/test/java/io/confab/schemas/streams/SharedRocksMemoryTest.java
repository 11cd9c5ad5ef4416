package io.confab.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class SharedRocksMemoryTest {
    private static final int STORES = 100;
    private static final long MIB = 1024 * 1024;
    private static final Map<String, Object> LITTLE =
            Map.of(StreamsConfiguration.BLOCK_CACHE, 16 * MIB, StreamsConfiguration.WRITE_BUFFER, 8 * MIB);

    @TempDir
    Path directory;

    private final SharedRocksMemory memory = new SharedRocksMemory();

    @Test
    void many_stores_that_hold_little_do_not_make_a_file_of_every_write() throws RocksDBException {
        try (var options = options()) {
            // given
            var stores = stores(options);

            // when: each has something, and one is written to again and again
            for (var store : stores) {
                put(store, 0);
            }
            for (int number = 0; number < 1_000; number++) {
                put(stores.get(0), number);
            }

            // then
            assertThat(stores.get(0).getLiveFilesMetaData()).isEmpty();
            stores.forEach(RocksDB::close);
        }
    }

    @Test
    void a_store_has_a_share_of_the_memory_within_bounds() {
        assertThat(SharedRocksMemory.bufferOfAStore(48 * MIB)).isEqualTo(MIB);
        assertThat(SharedRocksMemory.bufferOfAStore(MIB)).isEqualTo(64 * 1024);
        assertThat(SharedRocksMemory.bufferOfAStore(1024 * 1024 * MIB)).isEqualTo(16 * MIB);
    }

    private Options options() {
        RocksDB.loadLibrary();
        var options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        memory.setConfig("any", options, LITTLE);
        return options;
    }

    private List<RocksDB> stores(Options options) throws RocksDBException {
        var stores = new ArrayList<RocksDB>();
        for (int number = 0; number < STORES; number++) {
            stores.add(
                    RocksDB.open(options, directory.resolve("store-" + number).toString()));
        }
        return stores;
    }

    private static void put(RocksDB store, int number) throws RocksDBException {
        store.put(("key " + number).getBytes(UTF_8), ("value " + number).getBytes(UTF_8));
    }
}
