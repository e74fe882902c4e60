package dev.hourglass.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.spec.InvalidSpecException.Problem;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** One value as it is typed on a command line. */
final class YamlValue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private YamlValue() {}

    static JsonNode toJson(String text, String path, String source) throws InvalidSpecException {
        try {
            var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
            return JSON.valueToTree(new Load(settings).loadFromString(text));
        } catch (YamlEngineException e) {
            throw new InvalidSpecException(
                    source, List.of(new Problem(path, 0, "'" + text + "' is not a value: " + e.getMessage())));
        }
    }
}
