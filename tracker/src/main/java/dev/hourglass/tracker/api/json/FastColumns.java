package dev.hourglass.tracker.api.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Every answer's columns of doubles are written by {@link DoublesJson}. */
@Singleton
final class FastColumns implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("columns").addSerializer(double[].class, new DoublesJson()));
    }
}
