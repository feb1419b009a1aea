plugins {
    java
}

repositories {
    // Where "mvn install" puts kspec; another folder with -Dmaven.repo.local=FOLDER.
    mavenLocal()
    mavenCentral()
}

val kspec = providers.gradleProperty("kspecVersion").getOrElse("0.1.0-SNAPSHOT")

dependencies {
    implementation("org.apache.kafka:kafka-clients:4.4.0")
    testImplementation(platform("io.kspec:kspec-bom:$kspec"))
    testImplementation("io.kspec:kspec-junit")
    testImplementation("io.kspec:kspec-mock-broker")
}

java {
    toolchain { languageVersion.set(JavaLanguageVersion.of(17)) }
}

// The tests are those of the Maven sample.
sourceSets.test {
    java.srcDir("../maven/src/test/java")
}

tasks.test {
    useJUnitPlatform()
    workingDir = file("../maven")
}
