"""The front door: the command `sukien`. Each command joins rooms in a few lines; what is done is done in the rooms.

A room is imported where it is used, so that help and a usage error cost nothing.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    from datetime import datetime

    from corpus.article import Article, Reject
    from extract.archive import Summary
    from schemas.record import Record
    from schemas.runs import Run

__version__ = "0.2.0"

STDIN = Path("-")
EXPORTS = ["csv", "jsonl", "xlsx", "parquet", "ics", "atom", "timelinejs", "jsonld", "html"]
READABLE = "cần tệp .txt, .html, .jsonl, .csv, .docx, .pdf, .eml, .zip, .warc hay loại khác mà README liệt kê"
SHOWN = 20
"""Rejects named on stderr after a build; the others stand in the table `rejects`."""


class FrontDoor(click.Group):
    """Ends with 0 (done, rejects allowed), 1 (nothing could be done) or 2 (wrong usage); an error is one line on stderr."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and exit."""
        for stream in (sys.stdout, sys.stderr):  # Vietnamese whatever the console's code page is
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        try:
            sys.exit(super().main(*args, **{**extra, "prog_name": "sukien", "standalone_mode": False}) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            click.echo(f"sukien: {one_line(error)}", err=True)
            sys.exit(error.exit_code)
        except OSError as error:  # a full disk, a folder that may not be written to
            click.echo(f"sukien: {error.filename}: {error.strerror}" if error.filename else f"sukien: {error}", err=True)
            sys.exit(1)
        except click.Abort:
            click.echo("sukien: đã dừng; phần đã xong được giữ, chạy lại lệnh này để làm tiếp", err=True)
            sys.exit(130)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a reader that has seen enough (`| head`) is no error."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(error: click.ClickException) -> str:
    """What is wrong, with what, what to do."""
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            said = f"thiếu {param.make_metavar(error.ctx) if isinstance(param, click.Argument) else param.opts[0]}"  # type: ignore[arg-type]
        case click.BadParameter(param=click.Parameter() as param):
            said = f"{param.opts[0]}: {error.message}" if isinstance(param, click.Option) else error.message
        case click.NoSuchOption():
            said = f"không có tùy chọn {error.option_name}"
        case click.NoSuchCommand():
            said = f"không có lệnh {error.command_name}"
        case _:
            said = error.format_message()
    hint = f"; xem `{error.ctx.command_path} --help`" if isinstance(error, click.UsageError) and error.ctx else ""
    return " ".join(f"{said.rstrip('.')}{hint}".split())


@contextmanager
def stops_on(*errors: type[Exception]) -> Iterator[None]:
    """A room's own error, already one line, ends the command with 1."""
    try:
        yield
    except errors as error:
        raise click.ClickException(str(error)) from None


class Existing(click.Path):
    """A file or folder that is there, or `-`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Fails with one Vietnamese line."""
        if str(value) != "-" and not Path(value).exists():
            self.fail(f"không có tệp hay thư mục {value}", param, ctx)
        return super().convert(value, param, ctx)


with_model = click.option(
    "--model",
    default="rules",
    show_default=True,
    metavar="TÊN|THƯ_MỤC",
    help="mô hình học được để dùng cùng các quy tắc: thư mục do `sukien train` ghi, hay tên một mô hình đi kèm",
)


@click.group(cls=FrontDoor, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, message="sukien %(version)s")
def main() -> None:
    """Biến kho tin bài công đoàn thành cơ sở dữ liệu sự kiện.

    (Turns an archive of Vietnamese trade-union news into a database of events.)

    Ví dụ: sukien build kho-tin --db union.db && sukien serve --db union.db
    """


@main.command()
@click.argument("files", nargs=-1, type=Existing(path_type=Path), metavar="[TỆP…|-]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "card"]),
    default="json",
    show_default=True,
    help="bản ghi đầy đủ, mỗi bản ghi một dòng, hoặc phiếu sự kiện",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="ghi mỗi bài một tệp vào thư mục này thay vì in ra")
@with_model
def extract(files: tuple[Path, ...], form: str, out: Path | None, model: str) -> None:
    """In sự kiện, số liệu, khen thưởng của từng bài. (Prints the facts of each article.)

    TỆP là .txt, .html, .jsonl, .csv, .docx, .pdf, .zip, .warc… hoặc thư mục; `-` là đầu vào chuẩn.
    Một bài in ra một đối tượng JSON, nhiều bài in ra một mảng.

    Ví dụ: sukien extract bai-viet.txt --format card
    """
    if not files and sys.stdin.isatty():
        raise click.UsageError("thiếu TỆP (hoặc - để đọc đầu vào chuẩn)")
    records = records_of(files or (STDIN,), model)
    if out:
        from schemas.runs import named

        out.mkdir(parents=True, exist_ok=True)
        for stem, record in named(records):
            (out / f"{stem}.json").write_text(printed(record, form) + "\n", "utf-8")
    else:
        print_all((printed(record, form) for record in records), lines=form == "jsonl")


@main.command()
@click.argument("address", metavar="ĐỊA_CHỈ")
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="thư mục giữ các trang, được tạo nếu chưa có")
@click.option("--allow-private", is_flag=True, help="cho phép tải từ mạng riêng và từ chính máy này")
def crawl(address: str, into: Path, allow_private: bool) -> None:
    """Tải các bài của một trang tin về thư mục. (Collects a site's articles.)

    Theo robots.txt, không ra khỏi trang, mỗi lúc một địa chỉ, chậm rãi. Bài tìm từ sitemap, tin RSS/Atom và các trang danh mục. Lần sau
    chỉ tải bài mới và bài đã sửa; bị dừng thì chạy lại lệnh này để làm tiếp. Trang được giữ nguyên trong tệp .warc.gz (cần
    sukien[crawl]); những địa chỉ không tải được và lý do nằm trong rejects.tsv.

    Ví dụ: sukien crawl https://congdoan.example/ --into kho-tin
    """
    if not all(find_spec(name) for name in ("protego", "trafilatura", "urllib3", "w3lib", "warcio")):
        raise click.UsageError("chưa có phần tải trang tin; hãy cài pip install 'sukien[crawl]'")
    from corpus.crawl import REJECTS, CrawlError, crawl

    with stops_on(CrawlError), progress_bar("Tải trang") as progress:
        found = crawl(address, into, __version__, allow_private, progress)
    reasons: dict[str, list[Reject]] = {}
    for reject in found.rejected:
        reasons.setdefault(reject.reason, []).append(reject)
    for (first, *others), _ in zip(reasons.values(), range(SHOWN), strict=False):
        tell(first)
        if others:
            click.echo(f"sukien: … và {len(others)} địa chỉ khác cùng lý do; xem {into / REJECTS}", err=True)
    if len(reasons) > SHOWN:
        click.echo(f"sukien: … và {len(reasons) - SHOWN} lý do khác; xem {into / REJECTS}", err=True)
    if found.stopped:
        click.echo(f"sukien: {found.stopped}; phần đã xong được giữ", err=True)
    if not found.articles:
        raise click.ClickException(f"không tìm thấy bài nào ở {address}; hãy thử địa chỉ của trang chủ hay của một chuyên mục")
    click.echo(f"{into} có {found.articles} bài.")
    click.echo(
        f"Lần này: {found.added} bài mới, {found.changed} bài đã sửa, {found.copies} bản trùng, {found.lists} trang danh mục, "
        f"{found.unchanged} trang không đổi, {len(found.rejected)} địa chỉ bị loại; đã hỏi máy chủ {found.requests} lần."
    )
    click.echo(f"Lập cơ sở dữ liệu: {called()} build {shlex.quote(str(into))} --db union.db")


@main.command()
@click.argument("sources", nargs=-1, required=True, type=Existing(path_type=Path), metavar="NGUỒN…")
@click.option("--db", required=True, type=click.Path(path_type=Path, dir_okay=False), help="tệp cơ sở dữ liệu, được tạo nếu chưa có")
@click.option("--workers", type=click.IntRange(min=1), help="số tiến trình; mặc định theo số lõi và cỡ kho")
@click.option("--prune", is_flag=True, help="xóa những bài mà nguồn không còn, cùng mọi thứ thuộc về chúng")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="chỉ xét những tệp sửa từ ngày này (NĂM-THÁNG-NGÀY)")
@click.option("--scheduler", metavar="ĐỊA_CHỈ", help="trích xuất trên cụm Dask: tcp://máy:8786, hoặc local (cần sukien[cluster])")
@with_model
def build(
    sources: tuple[Path, ...], db: Path, workers: int | None, prune: bool, since: datetime | None, scheduler: str | None, model: str
) -> None:
    """Đưa bài mới và bài đã sửa vào cơ sở dữ liệu. (Indexes new and changed articles.)

    Bài chưa đổi thì không đọc lại; tệp không đọc được ghi vào bảng rejects.

    Ví dụ: sukien build kho-tin --db union.db --workers 4
    """
    from corpus.read import list_files
    from extract import loading
    from extract.archive import SourceError, build
    from extract.workers import ClusterError
    from models.checkpoint import ModelError
    from schemas.database import DatabaseError

    if scheduler and not find_spec("distributed"):
        raise click.UsageError("--scheduler: chưa có Dask; hãy cài pip install 'sukien[cluster]'")
    refuse_tables(sources)
    if not list_files(sources):
        raise click.ClickException(nothing_in(sources))
    with stops_on(ModelError):
        load, version = loading(model)
    with stops_on(ModelError, SourceError, DatabaseError, ClusterError), progress_bar("Lập kho", by_bytes=True) as progress:
        summary = build(sources, db, load, version, workers, prune, since.timestamp() if since else None, scheduler, progress)
    for reject in summary.rejected[:SHOWN]:
        tell(reject)
    if len(summary.rejected) > SHOWN:
        click.echo(f"sukien: … và {len(summary.rejected) - SHOWN} mục khác bị loại; xem bảng rejects", err=True)
    kept = summary.added + summary.changed + summary.unchanged + summary.duplicates + summary.removed
    if summary.read == summary.files and not kept:
        raise click.ClickException(nothing_in(sources))
    click.echo(in_words(summary))
    click.echo(f"Mở trong trình duyệt: {called()} serve --db {shlex.quote(str(db))}")


@main.command()
@click.option("--db", required=True, type=click.Path(path_type=Path), help="cơ sở dữ liệu do `sukien build` tạo")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="cổng; 0 là cổng nào còn trống cũng được")
@click.option("--host", default="127.0.0.1", show_default=True, help="địa chỉ của máy này để nghe; 0.0.0.0 là cho cả mạng")
@click.option("--base-url", default="/", show_default=True, metavar="ĐƯỜNG_DẪN", help="đường dẫn sau một máy chủ khác, như /luu-tru/")
def serve(db: Path, port: int, host: str, base_url: str) -> None:
    """Mở cơ sở dữ liệu trong trình duyệt, chỉ đọc. (Opens the database in the browser.)

    Mặc định chỉ máy này xem được. Cách đặt sau nginx, với mọi liên kết nằm dưới --base-url: docs/serving.md.

    Ví dụ: sukien serve --db union.db
    """
    from browse.serve import BASE_URL, serve
    from schemas.database import DatabaseError

    if not BASE_URL.fullmatch(base_url):
        raise click.UsageError("--base-url: cần một đường dẫn bắt đầu và kết thúc bằng /, chỉ có chữ không dấu và số, như /luu-tru/")
    with stops_on(DatabaseError):
        serve(db, port, host, base_url)


@main.command()
@click.option("--db", required=True, type=click.Path(path_type=Path), help="cơ sở dữ liệu do `sukien build` tạo")
@click.option("--format", "form", required=True, type=click.Choice(EXPORTS), help="bảng, JSON, lịch, tin hay trang web; xem ở trên")
@click.option("--out", type=click.File("wb", lazy=True), default="-", help="ghi vào tệp này thay vì in ra")
@click.option("--type", multiple=True, metavar="LOẠI", help="chỉ loại sự kiện này, như dai_hoi; nhiều lần là một trong các loại")
@click.option("--body", metavar="MÃ", help="chỉ do cơ quan này và các cấp dưới tổ chức (mã ở bảng organisations)")
@click.option("--province", metavar="TỈNH", help="chỉ ở tỉnh, thành phố này, theo tên vào ngày diễn ra")
@click.option("--level", metavar="CẤP", help="chỉ cấp này: national, province, district, commune, grassroots")
@click.option("--status", metavar="…", help="chỉ việc đã diễn ra (held), đang diễn ra (ongoing) hay dự kiến (planned)")
@click.option("--from", metavar="NGÀY", help="từ ngày này (NĂM-THÁNG-NGÀY)")
@click.option("--to", metavar="NGÀY", help="đến hết ngày này")
@click.option("--q", metavar="LỜI", help="chỉ sự kiện có những từ này, không cần dấu")
def export(db: Path, form: str, out: BinaryIO, **given: str | tuple[str, ...] | None) -> None:
    """Xuất sự kiện thành bảng, lịch, tin hay trang web. (Exports events.)

    \b
    csv, xlsx   bảng (CSV, Excel), mỗi sự kiện một dòng
    jsonl       mỗi dòng một sự kiện, kèm vị trí bằng chứng
    parquet     bảng để phân tích (cần sukien[parquet])
    ics         lịch iCalendar, những sự kiện biết rõ ngày
    atom        tin Atom, 100 sự kiện được đăng gần đây nhất
    timelinejs  JSON cho TimelineJS, nên dưới 1.000 sự kiện
    jsonld      JSON-LD theo schema.org
    html        dòng thời gian, một tệp HTML để đặt lên trang tin

    Các tùy chọn lọc có tên như trong địa chỉ của dòng thời gian; mọi điều kiện phải cùng đúng.

    Ví dụ: sukien export --db union.db --format ics --type dai_hoi --from 2023-01-01 --out dai-hoi.ics
    """
    from urllib.parse import urlencode

    from browse.export import FormatError, export
    from browse.selection import Selection
    from schemas.database import DatabaseError

    try:
        selection = Selection.parse(urlencode({name: value for name, value in given.items() if value}, doseq=True))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    with stops_on(DatabaseError, FormatError):
        export(db, form, out, selection, lambda said: click.echo(f"sukien: {said}", err=True))


@main.command()
@click.argument("gold", type=Existing(path_type=Path, file_okay=False), metavar="ĐÁP_ÁN")
@click.argument("predicted", required=False, type=Existing(path_type=Path), metavar="[KẾT_QUẢ|BÀI]")
@click.option("--errors", is_flag=True, help="liệt kê mọi chỗ thiếu (missed) và thừa (extra), kèm đoạn văn chứng minh nếu biết bài")
@click.option(
    "--against",
    type=Existing(path_type=Path),
    metavar="KẾT_QUẢ_CŨ",
    help="so với lần trước: phiếu, bản ghi, hoặc tệp do --json in ra; với --errors thì liệt kê chỗ tốt lên (gained) và xấu đi (lost)",
)
@click.option("--json", "as_json", is_flag=True, help="in bảng dưới dạng JSON")
@with_model
def evaluate(gold: Path, predicted: Path | None, errors: bool, against: Path | None, as_json: bool, model: str) -> None:
    """So phiếu sự kiện với đáp án, từng trường một. (Prints the accuracy table.)

    ĐÁP_ÁN là thư mục phiếu <id>.json, hoặc thư mục có cards/ và articles/ (khi đó không cần gì thêm). KẾT_QUẢ là phiếu
    hay bản ghi do `sukien extract` ghi; BÀI thì được trích xuất trước khi so. Trong ngoặc vuông là khoảng tin cậy 95% của F1
    (bootstrap theo bài). Có spans/ cạnh cards/ thì in thêm bảng nhận diện cụm từ, trừ khi KẾT_QUẢ chỉ là phiếu.

    Ví dụ: sukien evaluate corpus/gold/dev --errors
    """
    from schemas.card import read_cards
    from schemas.comparison import compare, moved, read_earlier
    from schemas.evaluation import evaluate
    from schemas.passages import in_words
    from schemas.spans import mention_lines, read_spans, score_mentions

    cards = gold / "cards" if (gold / "cards").is_dir() else gold
    with stops_on(ValueError):
        right = read_cards(cards)
        if not right:
            raise click.ClickException(f"{cards}: không có phiếu <id>.json nào; hãy chỉ đúng thư mục đáp án")
        run = run_of(predicted or beside(cards), model)
        if absent := right.keys() - run.cards.keys():
            click.echo(
                f"sukien: {len(absent)}/{len(right)} bài của đáp án không có kết quả, như {min(absent)}; tính là thiếu hết", err=True
            )
        table = evaluate(right, run.cards)
        spans = score_mentions(read_spans(cards.parent / "spans", run.records), run.records)
        before, earlier = read_earlier(against, right) if against else (table, run)
        changes = compare(before, table) if against else []
    if as_json:
        saved = table.as_dict() | {"spans": {kind: found.as_dict() for kind, found in spans.items()}}
        click.echo(json.dumps(saved | {"against": [change.as_dict() for change in changes]}, ensure_ascii=False, indent=1))
        return
    if errors and against:
        for word, error in moved(before, table):  # what is no longer made up stands in the earlier run only
            click.echo(f"{word}\t{in_words(error, earlier if (word, error.kind) == ('gained', 'extra') else run)}")
    elif errors:
        for error in table.errors:
            click.echo(in_words(error, run))
    click.echo("\n".join(map(str, changes)) if against else f"{table}\n\nTheo loại sự kiện:\n{table.by_type()}")
    if spans:
        click.echo(f"\nCụm từ, đúng hai đầu và trùng một phần:\n{mention_lines(spans)}")


@main.command()
@click.option("--base", required=True, metavar="TÊN|THƯ_MỤC", help="mô hình gốc Hugging Face đã có trên máy này")
@click.option("--gold", required=True, multiple=True, type=Existing(path_type=Path, file_okay=False), help="thư mục đáp án để học")
@click.option("--dev", multiple=True, type=Existing(path_type=Path, file_okay=False), help="thư mục đáp án để chọn; mặc định một phần mười")
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="thư mục ghi mô hình, được tạo nếu chưa có")
@click.option("--device", type=click.Choice(["cpu", "cuda"]), default="cpu", show_default=True, help="nơi tính: bộ xử lý hay GPU CUDA")
@click.option("--onnx", is_flag=True, help="ghi thêm bản ONNX 8 bit vào THƯ_MỤC/onnx, chạy nhanh hơn và không cần torch")
def train(base: str, gold: tuple[Path, ...], dev: tuple[Path, ...], into: Path, device: str, onnx: bool) -> None:
    """Huấn luyện mô hình gắn nhãn từ đáp án. (Fine-tunes a tagger.)

    Mô hình gốc là bất kỳ bộ mã hóa Hugging Face nào, như PhoBERT, XLM-R hay mDeBERTa; không tải gì từ mạng. Thư mục đáp án có articles/,
    cards/ và, nếu có, spans/. Bị dừng thì chạy lại lệnh này để làm tiếp. Cần sukien[transformers].

    Ví dụ: sukien train --base vinai/phobert-base-v2 --gold corpus/gold/train --dev corpus/gold/dev --into mo-hinh
    """
    if not all(find_spec(name) for name in ("torch", "transformers", "safetensors", *(("onnx", "onnxruntime") if onnx else ()))):
        raise click.UsageError(f"chưa có phần huấn luyện; hãy cài pip install 'sukien[{'transformers,onnx' if onnx else 'transformers'}]'")
    from extract.teaching import teach
    from models.checkpoint import ModelError
    from models.tagger import ONNX_FOLDER

    def done(number: int, loss: float, scores: dict[str, float]) -> None:
        said = ", ".join(f"{name} {score:.3f}" for name, score in scores.items())
        click.echo(f"vòng {number}: sai số {loss:.3f}; trên bài để chọn: {said}", err=True)

    with stops_on(ModelError, ValueError):
        checkpoint = teach(base, gold, dev, into, device, done=done)
        if onnx:
            from models.onnx_model import export

            export(into, into / ONNX_FOLDER)
    click.echo(f"{into}: F1 của cụm từ {checkpoint.scores['spans']:.3f}; xem {into / 'README.md'}")
    model = into / ONNX_FOLDER if onnx else into
    click.echo(f"Lập cơ sở dữ liệu với mô hình này: {called()} build kho-tin --db union.db --model {shlex.quote(str(model))}")


@main.command()
@click.option(
    "--texts", required=True, multiple=True, type=Existing(path_type=Path), metavar="TỆP|THƯ_MỤC", help="tin bài để học, không cần đáp án"
)
@click.option("--base", metavar="TÊN|THƯ_MỤC", help="mô hình gốc học tiếp; không có thì tạo một mô hình nhỏ mới")
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="thư mục ghi mô hình, được tạo nếu chưa có")
@click.option("--epochs", type=click.IntRange(min=1), default=10, show_default=True, help="số lần đọc hết các bài")
@click.option("--device", type=click.Choice(["cpu", "cuda"]), default="cpu", show_default=True, help="nơi tính: bộ xử lý hay GPU CUDA")
def pretrain(texts: tuple[Path, ...], base: str | None, into: Path, epochs: int, device: str) -> None:
    """Cho mô hình gốc đọc kho bài trước khi huấn luyện. (Continues pre-training on unlabelled articles.)

    Mô hình đoán những chữ bị che trong bài, nhờ vậy quen với lời văn của kho. Bị dừng thì chạy lại lệnh này để làm tiếp. Cần
    sukien[transformers].

    Ví dụ: sukien pretrain --texts kho-tin --base vinai/phobert-base-v2 --into mo-hinh-goc
    """
    if not all(find_spec(name) for name in ("torch", "transformers", "safetensors")):
        raise click.UsageError("chưa có phần huấn luyện; hãy cài pip install 'sukien[transformers]'")
    from corpus.article import Article
    from models import pretraining
    from models.checkpoint import ModelError

    read = [item.text for item in offered(texts) if isinstance(item, Article)]
    with stops_on(ModelError):
        encoder, tokenizer = pretraining.stored_encoder(base) if base else pretraining.new_encoder(read)
        rate = pretraining.Plan.rate / 10 if base else pretraining.Plan.rate
        plan = pretraining.Plan(epochs=epochs, rate=rate)
        pretraining.pretrain(encoder, tokenizer, read, into, plan, device, lambda line: click.echo(f"vòng {line}", err=True))
    click.echo(f"Huấn luyện từ mô hình này: {called()} train --base {shlex.quote(str(into))} --gold dap-an --into mo-hinh")


@main.command()
@click.option("--db", required=True, type=click.Path(path_type=Path), help="cơ sở dữ liệu do `sukien build` tạo")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="tệp sao lưu; tệp cũ cùng tên được thay")
def backup(db: Path, out: Path) -> None:
    """Sao lưu cơ sở dữ liệu, kể cả khi đang build hay đang có người đọc. (Backs a database up, readers on.)

    Ví dụ: sukien backup --db union.db --out union-2026-11.db
    """
    from browse.archive import open_archive
    from schemas.database import DatabaseError, back_up

    with stops_on(DatabaseError):
        open_archive(db).close()
        back_up(db, out)
    click.echo(f"Đã sao lưu {db} vào {out}")


@main.command()
@click.option("--db", required=True, type=click.Path(path_type=Path), help="cơ sở dữ liệu do `sukien build` tạo")
def check(db: Path) -> None:
    """Kiểm tra cơ sở dữ liệu: toàn vẹn, khóa, vị trí bằng chứng, số đếm. (Checks a database.)

    Ví dụ: sukien check --db union.db
    """
    from sqlite_utils import Database

    from browse.archive import open_archive
    from schemas.database import DatabaseError, check

    with stops_on(DatabaseError):
        connection = open_archive(db)
        connection.text_factory = str  # what is checked is what is stored, names to suppress and packed rows among it
        connection.set_authorizer(None)
        problems = check(Database(connection))
    if problems:
        raise click.ClickException(f"{db}: {len(problems)} lỗi, lỗi đầu: {problems[0]}; hãy build lại")
    click.echo(f"{db}: không có lỗi")


@main.command()
@click.option("--db", type=click.Path(path_type=Path), help="cơ sở dữ liệu do `sukien build` tạo, để chọn bài")
@click.option(
    "--from", "corrected", type=Existing(path_type=Path), metavar="TỆP|THƯ_MỤC", help="bài đã sửa: JSON của Label Studio, thư mục của brat"
)
@click.option("--into", required=True, type=click.Path(path_type=Path, file_okay=False), help="thư mục để ghi, được tạo nếu chưa có")
@click.option(
    "--format", "form", type=click.Choice(["label-studio", "brat"]), default="label-studio", show_default=True, help="công cụ sửa"
)
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True, help="nhiều nhất bấy nhiêu bài")
@with_model
def label(db: Path | None, corrected: Path | None, into: Path, form: str, most: int, model: str) -> None:
    """Xuất những bài kém chắc chắn để sửa, rồi đọc lại thành đáp án. (Labelling: out for correction, and back as gold.)

    Với --db: chọn những bài có sự kiện kém chắc chắn nhất, trải ra các trang tin và các năm, ghi kèm mọi cụm từ đã nhận ra.
    Sửa trong Label Studio hay brat (cách làm: docs/labelling.md), rồi với --from: ghi articles/, cards/, spans/ như
    corpus/gold/dev, để `sukien evaluate` so và để học.

    Ví dụ: sukien label --db union.db --into de-sua --most 50
    """
    if db and not corrected:
        label_out(db, into, form, most, model)
    elif corrected and not db:
        label_in(corrected, into, model)
    else:
        raise click.UsageError("cần một trong hai: --db để xuất bài, hoặc --from để đọc bài đã sửa")


def nothing_in(paths: Iterable[Path]) -> str:
    """What to say where no article could be read."""
    return f"không có bài nào đọc được trong {', '.join(map(str, paths))}; {READABLE}"


def refuse_tables(paths: Iterable[Path]) -> None:
    """Stop, before anything is done, at a CSV named by the user that has no column of articles."""
    from corpus.read import TABLE, MissingColumns, read_file

    for path in paths:
        if path.suffix.lower() in TABLE and path.is_file():
            try:
                next(read_file(path, path.parent), None)
            except MissingColumns as error:
                raise click.UsageError(f"{path}: {error}") from None


def offered(paths: Collection[Path]) -> Iterator[Article | Reject]:
    """What stands in files and folders and comes through standard input (`-`)."""
    from corpus.article import Reject
    from corpus.read import MissingColumns, list_files, read_file, read_stream

    refuse_tables(paths)
    if STDIN in paths:
        yield from read_stream(sys.stdin.buffer.read(), "-")
    for path, root in list_files(path for path in paths if path != STDIN):
        try:
            yield from read_file(path, root)
        except MissingColumns as error:
            yield Reject(path.name, str(error))


def records_of(paths: Collection[Path], model: str = "rules") -> Iterator[Record]:
    """The records of the articles; what gives none is named on stderr. Fails where nothing gives one, or the model cannot be used."""
    from corpus.article import Reject
    from models.checkpoint import ModelError

    with stops_on(ModelError):
        pipeline = pipeline_of(model)
    records = 0
    for item in offered(paths):
        outcome = item if isinstance(item, Reject) else attempt(pipeline, item)
        if isinstance(outcome, Reject):
            tell(outcome)
        else:
            records += 1
            yield outcome
    if not records:
        raise click.ClickException(nothing_in(paths))


def pipeline_of(model: str) -> Callable[[Article], Record]:
    """The pipeline of the rules and a model. Raises ModelError where the model cannot be used."""
    from extract import loading

    load, _ = loading(model)
    return load()


def attempt(pipeline: Callable[[Article], Record], article: Article) -> Record | Reject:
    """The record; an article that the pipeline fails on costs itself, not the run."""
    from corpus.article import Reject

    try:
        return pipeline(article)
    except Exception as error:
        return Reject(article.source, f"lỗi khi xử lý: {type(error).__name__}: {' '.join(str(error).split())[:300]}")


def tell(reject: Reject) -> None:
    """Name on stderr what is no article."""
    click.echo(f"sukien: {reject.source}: {reject.reason}", err=True)


@contextmanager
def progress_bar(doing: str, by_bytes: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that shows from the first (done, total) on."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    times = (TimeElapsedColumn(), TextColumn("còn"), TimeRemainingColumn())
    speed = TransferSpeedColumn() if by_bytes else MofNCompleteColumn()
    columns = (TextColumn(doing), BarColumn(), TaskProgressColumn(), speed, *times)
    bar = Progress(*columns, console=Console(stderr=True))

    def show(done: int, total: int) -> None:
        if not bar.task_ids:
            bar.add_task("", total=total)
            bar.start()
        bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield show
    finally:
        if bar.task_ids:
            bar.stop()


def label_out(db: Path, into: Path, form: str, most: int, model: str) -> None:
    """Write the least sure articles of a database for correction."""
    from browse.archive import open_archive
    from extract.labelling import SETTINGS, TASKS, LabelError, write_out
    from extract.uncertain import uncertain
    from models.checkpoint import ModelError
    from schemas.database import DatabaseError

    with stops_on(DatabaseError, LabelError, ModelError):
        connection = open_archive(db)
        connection.text_factory = str  # offsets are those of what is stored, names to suppress among it
        written = write_out(map(pipeline_of(model), uncertain(connection, most)), into, form, f"sukien {__version__}")
    if not written:
        raise click.ClickException(f"{db}: không có bài nào kể sự kiện; hãy build thêm bài")
    click.echo(f"Đã ghi {written} bài vào {into}.")
    if form == "brat":
        click.echo(f"Chép {into} vào thư mục data của brat, sửa, rồi: {called()} label --from {shlex.quote(str(into))} --into dap-an")
    else:
        click.echo(
            f"Trong Label Studio: dán {into / SETTINGS} vào Labeling Interface, Code; nạp {into / TASKS}; sửa, Submit; Export dạng JSON."
        )
        click.echo(f"Rồi: {called()} label --from project.json --into dap-an")


def label_in(corrected: Path, into: Path, model: str) -> None:
    """Read corrections back as gold."""
    from extract.labelling import LabelError, read_back
    from models.checkpoint import ModelError

    with stops_on(LabelError, ModelError):
        found = read_back(corrected, into, pipeline_of(model))
    for reject in found.rejected[:SHOWN]:
        tell(reject)
    if len(found.rejected) > SHOWN:
        click.echo(f"sukien: … và {len(found.rejected) - SHOWN} mục khác bị loại", err=True)
    if not found.written:
        unseen = f"; {len(found.unseen)} bài chưa ai sửa (chưa Submit)" if found.unseen else ""
        raise click.ClickException(f"{corrected}: không có bài nào đã sửa đọc được{unseen}")
    click.echo(
        f"{into} có thêm {len(found.written)} bài làm đáp án, {len(found.touched)} bài có chỗ sửa; "
        f"{len(found.unseen)} bài chưa ai sửa, {len(found.rejected)} bài bị loại."
    )
    click.echo(f"So với chương trình: {called()} evaluate {shlex.quote(str(into))} --errors")


def in_words(summary: Summary) -> str:
    """What the build has done and what the database holds: articles, rejects, events by type and by year."""
    reprinted = f", {summary.copies} bản đăng lại" if summary.copies else ""
    lines = [
        f"Kho có {summary.articles} bài, {summary.events} sự kiện{reprinted}; {summary.rejects} mục bị loại.",
        f"Lần này: {summary.added} bài mới, {summary.changed} bài đã sửa, {summary.removed} bài bị xóa.",
        "",
        f"{'Loại sự kiện':24} {'số':>6}    {'Năm':9} {'số':>6}",
    ]
    years = [(str(year or "không rõ"), n) for year, n in sorted(summary.events_by_year.items(), key=lambda item: (item[0] is None, item))]
    for (type_, n), (year, m) in zip_longest(summary.events_by_type.items(), years, fillvalue=("", "")):
        lines.append(f"{type_:24} {n:>6}    {year:9} {m:>6}".rstrip())
    return "\n".join([*lines, ""])


def called() -> str:
    """The command as it can be typed here: `sukien`, or the path that it was called by."""
    path = Path(sys.argv[0])
    return os.path.relpath(path) if path.name == "sukien" and path.exists() and not shutil.which("sukien") else "sukien"


def printed(record: Record, form: str) -> str:
    """The record or its card as JSON, on one line for `jsonl`."""
    from schemas.card import to_card

    value = to_card(record) if form == "card" else record.model_dump(mode="json")
    return json.dumps(value, ensure_ascii=False, indent=None if form == "jsonl" else 1)


def print_all(texts: Iterator[str], lines: bool) -> None:
    """JSON texts as lines; else one as it is, several as an array."""
    first, second = next(texts), next(texts, None)
    array = second is not None and not lines
    click.echo("[" if array else "", nl=False)
    click.echo(first, nl=False)
    for text in chain([second] if second is not None else [], texts):
        click.echo((",\n" if array else "\n") + text, nl=False)
    click.echo("]" if array else "")


def beside(cards: Path) -> Path:
    """The articles that a folder of gold cards was written for."""
    articles = cards.parent / "articles"
    if not (cards.name == "cards" and articles.is_dir()):
        raise click.UsageError(f"thiếu KẾT_QUẢ hoặc BÀI ({cards} không có articles/ bên cạnh)")
    return articles


def run_of(path: Path, model: str = "rules") -> Run:
    """The run that was written down here, else that of these articles now, by the names that `extract --out` gives them."""
    from schemas.runs import Run, is_run, named, read_run

    return read_run(path) if is_run(path) else Run.of(dict(named(records_of([path], model))))


if __name__ == "__main__":
    main()
