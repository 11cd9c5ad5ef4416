package io.confab.load.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test on the cluster that all scenarios share, given a {@link World} with people of its own and a seed. It ends with the
 * world's verdict; without one it fails. Each runs once; {@code -Dconfab.scenarios=long} runs them with more seeds, more
 * people and more faults, {@code none} skips them; {@code -Dconfab.scenarios.seed=…} repeats one.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@DisabledIfSystemProperty(named = "confab.scenarios", matches = "none")
@ExtendWith(ScenarioExtension.class)
@interface Scenario {}
