package io.kspec.mock.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a mock broker for each test method or for a test class, passes it to parameters of the type {@link
 * io.kspec.mock.MockBroker}, and closes it. When a test fails, the requests that the broker received during the test, and its
 * answers, are attached to the test.
 *
 * <pre>{@code
 * @WithMockBroker(topics = "orders:3")
 * class OrdersTest {
 *     @Test
 *     void anOrderIsSent(MockBroker kafka) throws Exception {
 *         try (Orders orders = new Orders(kafka.bootstrap())) {
 *             orders.send("one");
 *         }
 *
 *         kafka.verify(1, request("Produce"));
 *     }
 * }
 * }</pre>
 *
 * <p>On a method, it replaces the broker of the class for that method. For more settings, register a {@link MockBrokerExtension}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(MockBrokerExtension.class)
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public @interface WithMockBroker {
    /** The topics to create at startup: a name, and a number of partitions if it is not 1, such as {@code orders:3}. */
    String[] topics() default {};

    /**
     * Files of stubs to add at startup: resources on the class path, relative to the package of the test class unless they begin
     * with a slash.
     */
    String[] stubs() default {};

    /** How long the broker lives; on a method, it lives as long as the method. */
    BrokerLifecycle lifecycle() default BrokerLifecycle.PER_METHOD;

    /**
     * The release of Apache Kafka that the broker looks like, such as {@code 3.9.2}: see {@link
     * io.kspec.mock.MockBrokerBuilder#release}. Empty for the newest, with all versions that the mock answers.
     */
    String release() default "";

    /** The only versions of APIs to advertise, such as {@code OffsetFetch=0-5}, or {@code OffsetFetch=none}. */
    String[] versions() default {};

    /** Whether Metadata requests create unknown topics. */
    boolean autoCreateTopics() default true;
}
