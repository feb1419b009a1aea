package io.kspec.mock.junit;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts and closes mock brokers for tests. Used through {@link WithMockBroker}, or registered with settings:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MockBrokerExtension KAFKA =
 *         MockBrokerExtension.of(MockBroker.builder().topic("orders", 3).brokers(3).seed(42));
 * }</pre>
 *
 * <p>Registered in a static field, the test methods of the class share a broker; in another field, each has its own. Tests may run
 * in parallel: brokers are kept by test, and each listens on a port of its own.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class MockBrokerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final String SHARED = "shared broker";
    private static final String OWN = "own broker";
    private static final String FIRST_REQUEST = "first request";

    private final Namespace namespace = Namespace.create(MockBrokerExtension.class, this);
    private final Set<MockBroker> running = ConcurrentHashMap.newKeySet();
    private final @Nullable MockBrokerBuilder builder;
    private final List<Stub> stubs;

    /** Creates an extension whose brokers are as {@link WithMockBroker} says, or have default settings. */
    public MockBrokerExtension() {
        this(null, List.of());
    }

    private MockBrokerExtension(@Nullable MockBrokerBuilder builder, List<Stub> stubs) {
        this.builder = builder;
        this.stubs = List.copyOf(stubs);
    }

    /** Creates an extension whose brokers a builder starts. The builder must not fix a port if tests run in parallel. */
    public static MockBrokerExtension of(MockBrokerBuilder builder) {
        return new MockBrokerExtension(builder, List.of());
    }

    /** An extension that also adds a stub to each broker. */
    public MockBrokerExtension with(Stub stub) {
        List<Stub> more = new ArrayList<>(stubs);
        more.add(stub);
        return new MockBrokerExtension(builder == null ? MockBroker.builder() : builder, more);
    }

    /**
     * The broker of a registered extension.
     *
     * @throws IllegalStateException if none is running, or several are because tests run in parallel; then take the broker as a
     *     parameter
     */
    public MockBroker broker() {
        List<MockBroker> brokers = List.copyOf(running);
        if (brokers.size() != 1) {
            throw new IllegalStateException("expected one running broker of this extension, found " + brokers.size());
        }
        return brokers.get(0);
    }

    /** Starts the broker that test methods share, unless the enclosing class has started it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Store store = store(context);
        boolean annotated = AnnotationSupport.isAnnotated(context.getElement(), WithMockBroker.class);
        if (isShared(context) && (annotated || store.get(SHARED) == null)) {
            store.put(SHARED, start(context));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        MockBroker broker = brokerOf(context);
        Store store = store(context);
        List<JournalEntry> before = store.get(OWN) == null ? broker.journal() : List.of();
        store.put(
                FIRST_REQUEST,
                before.isEmpty() ? 1L : before.get(before.size() - 1).number() + 1);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Long first = store(context).get(FIRST_REQUEST, Long.class);
        if (first != null && context.getExecutionException().isPresent()) {
            List<JournalEntry> entries = brokerOf(context).journal().stream()
                    .filter(entry -> entry.number() >= first)
                    .toList();
            JournalAttachment.attach(context, entries);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MockBroker.class;
    }

    /** Lets constructors of test classes have the broker of the test method that they are called for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public MockBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return brokerOf(context);
        }
        RunningBroker shared = store(context).get(SHARED, RunningBroker.class);
        if (shared == null) {
            throw new ParameterResolutionException(
                    "expected a broker that the test methods share, as lifecycle = PER_CLASS starts it, found a broker per method");
        }
        return shared.broker();
    }

    /** The broker of a test method: its own, or that of its class. */
    private MockBroker brokerOf(ExtensionContext context) {
        Store store = store(context);
        RunningBroker broker = store.get(OWN, RunningBroker.class);
        if (broker == null && isShared(context)) {
            broker = store.get(SHARED, RunningBroker.class);
        }
        if (broker == null) {
            broker = start(context);
            store.put(OWN, broker);
        }
        return broker.broker();
    }

    private boolean isShared(ExtensionContext context) {
        boolean ofMethod = context.getTestMethod()
                .filter(method -> AnnotationSupport.isAnnotated(method, WithMockBroker.class))
                .isPresent();
        return builder != null
                || (!ofMethod
                        && annotation(context)
                                .filter(found -> found.lifecycle() == BrokerLifecycle.PER_CLASS)
                                .isPresent());
    }

    private RunningBroker start(ExtensionContext context) {
        if (builder != null) {
            return RunningBroker.start(builder, stubs, running);
        }
        Class<?> test = context.getRequiredTestClass();
        return annotation(context)
                .map(found -> RunningBroker.start(
                        AnnotatedBroker.builder(found), AnnotatedBroker.stubs(found, test), running))
                .orElseGet(() -> RunningBroker.start(MockBroker.builder(), stubs, running));
    }

    /** The annotation of the method, of its class or of an enclosing class. */
    private static Optional<WithMockBroker> annotation(ExtensionContext context) {
        Optional<ExtensionContext> current = Optional.of(context);
        while (current.isPresent()) {
            Optional<WithMockBroker> found =
                    AnnotationSupport.findAnnotation(current.get().getElement(), WithMockBroker.class);
            if (found.isPresent()) {
                return found;
            }
            current = current.get().getParent();
        }
        return Optional.empty();
    }

    private Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }
}
