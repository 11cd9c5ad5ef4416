package io.confab.schemas.streams;

import java.util.Set;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Stands before every processor and stops records that are in quarantine. Named in the configuration. */
public final class QuarantineGuard implements ProcessorWrapper {

    @Override
    public <KI, VI, KO, VO> WrappedProcessorSupplier<KI, VI, KO, VO> wrapProcessorSupplier(
            String name, ProcessorSupplier<KI, VI, KO, VO> supplier) {
        return ProcessorWrapper.asWrapped(new ProcessorSupplier<KI, VI, KO, VO>() {
            @Override
            public Processor<KI, VI, KO, VO> get() {
                return new Guarded<>(supplier.get());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        });
    }

    @Override
    public <KI, VI, VO> WrappedFixedKeyProcessorSupplier<KI, VI, VO> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<KI, VI, VO> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(new FixedKeyProcessorSupplier<KI, VI, VO>() {
            @Override
            public FixedKeyProcessor<KI, VI, VO> get() {
                return new GuardedFixedKey<>(supplier.get());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        });
    }

    /** Runs a step unless the record at hand is in quarantine. */
    private static final class Gate {
        private final ProcessingContext context;
        private final Quarantine quarantine;

        private Gate(ProcessingContext context) {
            this.context = context;
            this.quarantine = DeadLetters.from(context.appConfigs()).quarantine();
        }

        private void pass(Runnable step) {
            if (!quarantine.isEmpty()) {
                context.recordMetadata().map(Position::of).ifPresent(this::stop);
            }
            try {
                step.run();
            } catch (ClassCastException e) {
                // Kafka Streams lets this one past the handler of failed records and would stop the partition.
                throw new IllegalStateException("a processor got what it does not take", e);
            }
        }

        private void stop(Position position) {
            quarantine.failureAt(position).ifPresent(failure -> {
                throw new QuarantinedRecordException(position, failure);
            });
        }
    }

    private static final class Guarded<KI, VI, KO, VO> implements Processor<KI, VI, KO, VO> {
        private final Processor<KI, VI, KO, VO> guarded;
        private Gate gate;

        private Guarded(Processor<KI, VI, KO, VO> guarded) {
            this.guarded = guarded;
        }

        @Override
        public void init(ProcessorContext<KO, VO> context) {
            gate = new Gate(context);
            guarded.init(context);
        }

        @Override
        public void process(Record<KI, VI> record) {
            gate.pass(() -> guarded.process(record));
        }

        @Override
        public void close() {
            guarded.close();
        }
    }

    private static final class GuardedFixedKey<KI, VI, VO> implements FixedKeyProcessor<KI, VI, VO> {
        private final FixedKeyProcessor<KI, VI, VO> guarded;
        private Gate gate;

        private GuardedFixedKey(FixedKeyProcessor<KI, VI, VO> guarded) {
            this.guarded = guarded;
        }

        @Override
        public void init(FixedKeyProcessorContext<KI, VO> context) {
            gate = new Gate(context);
            guarded.init(context);
        }

        @Override
        public void process(FixedKeyRecord<KI, VI> record) {
            gate.pass(() -> guarded.process(record));
        }

        @Override
        public void close() {
            guarded.close();
        }
    }
}
