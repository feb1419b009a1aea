package io.kspec.protocol.oracle;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads Apache Kafka's classes from a separate jar, and all other classes from the test class path. */
final class ChildFirst extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    ChildFirst(URL jar) {
        super(new URL[] {jar}, ChildFirst.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.apache.kafka.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
