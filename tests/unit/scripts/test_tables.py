"""Tables as scripts read them: a file that is another one is named, never read askew."""

import pandas as pd
import pytest
from lib import tables

from crossfoot import InputError


def csv(folder, content: bytes):
    (folder / "a.csv").write_bytes(content)
    return folder / "a.csv"


def test_cells_are_text_and_empty_ones_stay_empty(tmp_path):
    frame = tables.read_csv_text(csv(tmp_path, b'\xef\xbb\xbfa,b,a\r\n01,,"x, ""y"""\r\n\r\nNA,2,3\r\n'))
    assert list(frame.columns) == ["a", "b", "a.1"]
    assert frame.to_numpy().tolist() == [["01", "", 'x, "y"'], ["NA", "2", "3"]]
    empty = tables.read_csv_text(csv(tmp_path, b"a,b\n"))
    assert list(empty.columns) == ["a", "b"] and empty.empty


@pytest.mark.parametrize(
    ("content", "said"),
    [
        # one cell too many in every row: pandas would take the first column for the index
        (b"a,b\n1,2,3\n4,5,6\n", "a.csv: line 2: found 3 cells; expected 2, as in the header"),
        (b"a,b\n1,2\n4,5,6\n", "a.csv: line 3: found 3 cells; expected 2"),
        (b"a,b\n1\n", "a.csv: line 2: found 1 cell; expected 2"),
        (b"", "a.csv: found an empty file; expected a header and rows"),
        (b"a,b\n1,\xe9\n", "a.csv: line 2: found byte 0xe9, which is not UTF-8; expected UTF-8 text"),
        (b'a,b\n1,"2\n', "a.csv: line 2: found what is no CSV"),
        (b"a,c\n1,2\n", "a.csv: line 1: found no column 'b' among a, c; expected a, b"),
    ],
)
def test_a_file_that_is_no_such_table_is_named_by_its_line(tmp_path, content, said):
    with pytest.raises(InputError) as error:
        tables.read_csv_text(csv(tmp_path, content), "a", "b")
    assert said in str(error.value)


def test_a_table_of_the_build_is_whole(tmp_path):
    path = tmp_path / "economies.parquet"
    pd.DataFrame({"economy": ["JPN"], "name": ["Japan"]}).to_parquet(path)
    assert tables.read_table(path).to_dict("records") == [{"economy": "JPN", "name": "Japan"}]
    pd.DataFrame({"economy": ["JPN"]}).to_parquet(path)
    with pytest.raises(InputError, match="economies.parquet: found no column 'name'"):
        tables.read_table(path)
    path.write_bytes(b"PAR1")
    with pytest.raises(InputError, match="economies.parquet: found no Parquet file"):
        tables.read_table(path)
    path.unlink()
    with pytest.raises(InputError, match="economies.parquet: found No such file"):
        tables.read_table(path)
