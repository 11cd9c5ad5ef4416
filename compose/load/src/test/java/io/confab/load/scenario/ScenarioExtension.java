package io.confab.load.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link Scenario}: once, or with several seeds in the long variant. */
final class ScenarioExtension implements TestTemplateInvocationContextProvider {

    private static final int RUNS_WHEN_LONG = 5;
    private static final long SEED = Long.getLong("confab.scenarios.seed", new Random().nextInt(1_000_000));

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        boolean isOnce = !Size.isLong() || Long.getLong("confab.scenarios.seed") != null;
        return IntStream.range(0, isOnce ? 1 : RUNS_WHEN_LONG).mapToObj(run -> new Run(SEED + run));
    }

    /** One run: makes the world, and looks after the test that it was judged, what it cost and that the cluster is whole. */
    private record Run(long seed)
            implements TestTemplateInvocationContext, ParameterResolver, AfterTestExecutionCallback {

        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Run.class);

        @Override
        public String getDisplayName(int invocation) {
            return "seed " + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == World.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(HERE)
                    .getOrComputeIfAbsent(
                            World.class,
                            type -> new World(SharedCluster.of(context).cluster(), seed),
                            World.class);
        }

        @Override
        public void afterTestExecution(ExtensionContext context) {
            var world = context.getStore(HERE).get(World.class, World.class);
            String name = context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
            var failure = context.getExecutionException();
            System.out.printf(
                    "scenario %s: %s, seed %d, %.1f s%s%n",
                    name,
                    failure.isPresent() ? "FAILED" : "held",
                    seed,
                    Duration.ofNanos(world.age()).toMillis() / 1000.0,
                    world.remarks());
            if (failure.isPresent()) {
                System.out.println(world.cluster().tails(25));
            }
            world.close();
            world.cluster().heal();
            if (failure.isEmpty() && !world.isJudged()) {
                throw new AssertionError(name + " ended without a verdict");
            }
        }
    }
}
