package dev.hourglass.tracker.api.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Every answer's columns of numbers are written by {@link ColumnJson}. */
@Singleton
final class FastColumns implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("columns")
                .addSerializer(double[].class, new DoublesJson())
                .addSerializer(long[].class, new LongsJson()));
    }
}
