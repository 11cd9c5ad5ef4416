package io.confab.load.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test on the cluster that all scenarios share, given a {@link World} with people of its own and a seed. It ends with the
 * world's verdict; without one it fails. {@code -Dconfab.scenarios=short} runs each once, {@code long} with more seeds, more
 * people and more faults; {@code -Dconfab.scenarios.seed=…} repeats one. Without the first they are skipped.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@EnabledIfSystemProperty(named = "confab.scenarios", matches = "short|long")
@ExtendWith(ScenarioExtension.class)
@interface Scenario {}
