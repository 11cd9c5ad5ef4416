package io.confab.schemas.streams;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.rocksdb.RocksDBException;

/** Tells what is the record's fault from what is a fault around us, which another try may find mended. */
final class Faults {
    private static final int CAUSES = 16;

    private Faults() {}

    /** Whether broker, disk or memory is to blame: then no record may be set aside. */
    static boolean areAroundUs(Throwable thrown) {
        int depth = 0;
        for (var t = thrown; t != null && depth < CAUSES; t = t.getCause(), depth++) {
            if (t instanceof SerializationException || t instanceof JacksonException) {
                return false; // though Jackson's is an IOException
            }
            if (isAroundUs(t)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this process can't be trusted any more. */
    static boolean areFatal(Throwable thrown) {
        int depth = 0;
        for (var t = thrown; t != null && depth < CAUSES; t = t.getCause(), depth++) {
            if (t instanceof VirtualMachineError || t instanceof LinkageError) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAroundUs(Throwable t) {
        return t instanceof Error
                || t instanceof IOException
                || t instanceof UncheckedIOException
                || t instanceof RocksDBException
                || t instanceof ProcessorStateException
                || t instanceof InvalidStateStoreException
                || t instanceof InterruptedException
                // Streams wraps what a processor throws, too, so its own exception alone says nothing.
                || (t instanceof KafkaException && !(t instanceof StreamsException));
    }
}
