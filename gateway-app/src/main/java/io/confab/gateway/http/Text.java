package io.confab.gateway.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a text in a request's body may be, on its value type or on the property itself. Documentation alone: the value type
 * checks, by the same constants.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Text {
    /** Characters (Unicode code points) at least. */
    int least() default 0;

    /** Characters at most. */
    int most() default Integer.MAX_VALUE;

    /** A regular expression for the whole text, in the dialect that ECMAScript and Java share; empty for none. */
    String pattern() default "";

    /** Of JSON Schema's own; empty for none. */
    String format() default "";
}
