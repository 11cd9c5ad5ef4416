package io.confab.schemas.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bounded memory for all state stores of the process, instead of one for each, so that many partitions can't take the
 * machine. Sized by the first application that opens a store. Named in the configuration.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {
    private static Memory shared;

    /** Lives as long as the process: closing it under an open store would crash the JVM. */
    private record Memory(Cache cache, WriteBufferManager buffers) {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var memory = memory(configs);
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.buffers());
    }

    @Override
    public void close(String storeName, Options options) {
        // the memory is not the store's
    }

    private static synchronized Memory memory(Map<String, Object> configs) {
        if (shared == null) {
            RocksDB.loadLibrary();
            var cache = new LRUCache((Long) configs.get(StreamsConfiguration.BLOCK_CACHE), -1, false, 0.1);
            shared = new Memory(
                    cache, new WriteBufferManager((Long) configs.get(StreamsConfiguration.WRITE_BUFFER), cache));
        }
        return shared;
    }
}
