package io.fourinsight.camel.example.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs {@link LevelsRoute} until it is told to end. */
@SpringBootApplication
public class LevelsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LevelsApplication.class, arguments);
    }
}
