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
 *
 * <p>When the memory for writes is full, RocksDB flushes the store that is being written to, however little it holds. So a
 * store's own buffer is a small share of it, and grows in small steps: with RocksDB's first step of 1 MiB, some dozens of
 * stores with a few bytes each filled the whole, and from then on every write was a file of its own.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {
    /** Stores that can be full at once: a worker has some hundred, of which most are written to seldom. */
    private static final long FULL_STORES = 48;

    private static final long LEAST_BUFFER = 64 * 1024;
    private static final long GREATEST_BUFFER = 16 * 1024 * 1024;

    /** A buffer grows by this share of itself. */
    private static final long STEPS = 16;

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
        long buffer = bufferOfAStore((Long) configs.get(StreamsConfiguration.WRITE_BUFFER));
        options.setWriteBufferSize(buffer);
        options.setArenaBlockSize(buffer / STEPS);
    }

    /** In bytes, of all that there is for writes. */
    static long bufferOfAStore(long allBuffers) {
        return Math.max(LEAST_BUFFER, Math.min(GREATEST_BUFFER, allBuffers / FULL_STORES));
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
